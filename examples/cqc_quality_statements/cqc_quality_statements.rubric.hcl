framework "cqc_quality_statements" {
  title     = "From quality statements to the rating of a key question"
  publisher = "Care Quality Commission"
  version   = "2023.1"
  language  = 1
  entity    = question
  publish   = [overall, percent]
}

source "new_scoring" {
  title    = "CQC ratings: the new scoring system"
  url      = "https://thornbury-nursing.com/clients/blog/cqc-ratings-new-scoring-system"
  standing = confirmed
}

source "rounding_not_stated" {
  title    = "Rounding of the percentage"
  standing = unconfirmed
  note     = "The bands are whole numbers with gaps. With eight statements 20/32 = 62.5 and 28/32 = 87.5 can be reached, and no page that we read says how they are rounded."
}

source "limiters_from_memory" {
  title    = "Limiters at the key question"
  standing = unconfirmed
  note     = "That the method has limiters is confirmed (Ridouts, ratings limiters under the CQC's new methodology); their exact text is not. No published case that we have exercises them."
}

source "dental_file" {
  title    = "Dental assessments in the published file"
  standing = derived
  note     = "Statements of dental practices have R for a score and the key question is rated \"Regulations met\". What is published where they are not met does not occur in the file."
}

source "statements_used" {
  title    = "Which statements count"
  standing = derived
  note     = "The statements that count vary with the kind of service. Those without a score in the file are left out of the maximum: 15 of 15 percentages agree."
}

scale "quality" {
  source = new_scoring
  levels = {
    outstanding          = "Outstanding"
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
  states = {
    regulations_met = "Regulations met"
  }
}

scale "statement_score" {
  source  = new_scoring
  numeric = [1, 4]
  best    = 4
  levels = {
    4 = "Exceptional standard"
    3 = "Good standard"
    2 = "Some shortfalls"
    1 = "Significant shortfalls"
  }
  states = {
    regulations_met = "Regulations met"
  }
  code = {
    regulations_met = "R"
  }
}

entity "question" {
  title = "Key question of an assessment"
  key   = ["locationId", "assessmentPlanId", "keyQuestion"]
}

input "asked" {
  title  = "Which key question it is"
  column = "keyQuestion"
  type   = key_question
}

input "score" {
  title  = "Score of the statement"
  for    = [question, statement]
  column = "qsScore"
  type   = statement_score
}

parameter "highest_score" {
  title  = "Highest score of a statement"
  value  = 4
  source = new_scoring
}

group "statements" {
  title   = "Statements of the key question that is asked"
  members = [for s in each(statement) : s.score if s.key_question == asked]
  missing = exclude
  source  = statements_used
}

group "percent" {
  title   = "Percent of the maximum"
  better  = higher
  members = statements
  missing = exclude
  score   = 100 * sum(members) / (highest_score * count(members))
  round   = half_up(0)
  source  = [new_scoring, rounding_not_stated]
}

rating "overall" {
  title   = "Rating of the key question"
  scale   = quality
  of      = statements
  missing = exclude
  source  = new_scoring

  bands {
    of = percent
    levels = {
      outstanding          = "88 to 100"
      good                 = "63 to 87"
      requires_improvement = "39 to 62"
      inadequate           = "25 to 38"
    }
  }

  limit "significant_shortfall" {
    when     = overall == good
    requires = "1 or more are 1"
    at_most  = requires_improvement
    because  = "In the range of good, a statement with significant shortfalls limits the rating to requires improvement."
    source   = limiters_from_memory
  }
  limit "shortfall" {
    when     = overall == outstanding
    requires = "1 or more are 2 or worse"
    at_most  = good
    because  = "In the range of outstanding, a statement with shortfalls limits the rating to good."
    source   = limiters_from_memory
  }
  limit "regulations_met" {
    requires = "all are regulations_met"
    exactly  = regulations_met
    because  = "Dental practices are not rated: they meet the regulations or do not."
    source   = dental_file
  }
}

test "five of eight: 62.5 rounds up" {
  given = {
    asked = safe
    score = {
      learning_culture                      = 3
      safe_systems_pathways_and_transitions = 3
      safeguarding                          = 3
      involving_people_to_manage_risks      = 3
      safe_environments                     = 2
      safe_and_effective_staffing           = 2
      infection_prevention_and_control      = 2
      medicines_optimisation                = 2
    }
  }
  expect = { percent = 63, overall = good }
}

test "good, limited by one statement" {
  given = {
    asked = caring
    score = {
      kindness_compassion_and_dignity       = 4
      treating_people_as_individuals        = 3
      independence_choice_and_control       = 3
      responding_to_peoples_immediate_needs = 3
      workforce_wellbeing_and_enablement    = 1
    }
  }
  expect = { percent = 70, overall = requires_improvement }
}

test "dental practice" {
  given  = { asked = caring, score = regulations_met }
  expect = { percent = absent(off_ladder), overall = regulations_met }
}
