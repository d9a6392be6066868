framework "ofsted" {
  title     = "School inspection: overall effectiveness"
  publisher = "Ofsted"
  version   = "2019"
  language  = 1
  entity    = school
  publish   = [overall, category]
  note      = "Only the months are known: the period begins on the first day."
  in_force {
    from  = "2019-09-01"
    until = "2024-09-01"
  }
}

source "handbook" {
  title    = "School inspection handbook for September 2023"
  url      = "https://www.gov.uk/government/publications/school-inspection-handbook-eif/school-inspection-handbook-for-september-2023"
  standing = confirmed
  note     = "Four key judgements, and early years and sixth form where there are any."
}

source "evaluating" {
  title    = "Evaluating overall effectiveness: the Ofsted model"
  url      = "https://www.siimagonline.co.uk/"
  standing = confirmed
  note     = "Where safeguarding is ineffective, overall effectiveness is inadequate. Its severity decides between serious weaknesses and special measures."
}

source "grade_descriptors" {
  title    = "Ofsted outstanding: the grade descriptors (2015)"
  url      = "https://teacherhead.com/2015/07/21/ofsted-outstanding-the-grade-descriptors/"
  standing = confirmed
  note     = "Outstanding teaching (from 2019: quality of education); the other judgements are likely to be outstanding; exceptionally one may be good if it improves rapidly and securely towards outstanding; safeguarding is effective."
}

source "good_from_memory" {
  title    = "The grade good, and an inadequate key judgement"
  standing = unconfirmed
  note     = "That good has the shape of outstanding one grade down, and that one inadequate key judgement makes the whole inadequate, is in no text that we read."
}

source "by_elimination" {
  title    = "Requires improvement"
  standing = derived
  note     = "What is neither inadequate nor good."
}

source "capacity_from_memory" {
  title    = "What severe means"
  standing = unconfirmed
  note     = "That special measures depend on whether the leaders can bring about improvement is in no text that we read."
}

source "provision" {
  title    = "Early years and sixth form in the overall grade"
  standing = unconfirmed
  note     = "Whether they count like the four key judgements is not said in what we read. Here they do, where there are any."
}

scale "grade" {
  source = handbook
  levels = {
    outstanding          = "Outstanding"
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
}

scale "concern" {
  source = evaluating
  levels = {
    none               = "No category of concern"
    serious_weaknesses = "Serious weaknesses"
    special_measures   = "Special measures"
  }
}

entity "school" {
  key   = "urn"
  label = "school"
}

entity "judgement" {
  title   = "Key judgement or provision"
  source  = [handbook, provision]
  columns = ["judgement", "title"]
  rows = [
    ["quality_of_education", "Quality of education"],
    ["behaviour_and_attitudes", "Behaviour and attitudes"],
    ["personal_development", "Personal development"],
    ["leadership_and_management", "Leadership and management"],
    ["early_years", "Early years provision"],
    ["sixth_form", "Sixth form provision"],
  ]
}

input "grade" {
  for    = [school, judgement]
  column = judgement.title
  type   = grade
  absent = { "n/a" = not_applicable }
  source = handbook
}

input "safeguarding_effective" {
  type   = boolean
  source = evaluating
}

input "improving" {
  title  = "The one judgement below the others improves rapidly and securely"
  type   = boolean
  source = grade_descriptors
}

input "leaders_can_improve" {
  title  = "Leaders can bring about the improvement that is needed"
  type   = boolean
  source = capacity_from_memory
}

rating "overall" {
  title  = "Overall effectiveness"
  scale  = grade
  of     = each(judgement.grade)
  source = grade_descriptors

  rule "outstanding" { requires = "all are outstanding" }
  rule "outstanding" "one_good" {
    when     = grade[quality_of_education] == outstanding && improving
    requires = "all but exactly 1 are outstanding and the rest are good"
  }
  rule "good" {
    requires = "all are good or better"
    source   = good_from_memory
  }
  rule "good" "one_below" {
    when     = grade[quality_of_education] >= good && improving
    requires = "all but exactly 1 are good or better and the rest are requires_improvement"
    source   = good_from_memory
  }
  rule "requires_improvement" {
    requires = "otherwise"
    source   = by_elimination
  }

  limit "safeguarding" {
    when    = !safeguarding_effective
    at_most = inadequate
    because = "Where safeguarding is ineffective, overall effectiveness is inadequate."
    source  = evaluating
  }
  limit "inadequate_judgement" {
    requires = "1 or more are inadequate"
    at_most  = inadequate
    because  = "One inadequate key judgement makes overall effectiveness inadequate."
    source   = good_from_memory
  }
}

derive "causing_concern" {
  title  = "Whether the school is in a category of concern"
  value  = overall == inadequate
  source = evaluating
}

rating "category" {
  title  = "Category of concern"
  scale  = concern
  source = [evaluating, capacity_from_memory]
  rule "special_measures" { when = causing_concern && !leaders_can_improve }
  rule "serious_weaknesses" { when = causing_concern }
  rule "none" { when = otherwise }
}
