framework "ofsted_2024_09" {
  title   = "School inspection without an overall grade"
  version = "2024.09"
  publish = [category]
  in_force {
    from  = "2024-09-01"
    until = "2025-11-10"
  }
}

amend "../ofsted" {
  reason = "There is no grade for overall effectiveness any more"
  source = no_overall
  remove = ["test", "rating.overall", "input.improving"]
  derive "causing_concern" {
    value  = !safeguarding_effective || any([for j in each(judgement) : j.grade == inadequate if !absent(j.grade, not_applicable)])
    source = no_overall
  }
}

source "no_overall" {
  title    = "What do Ofsted's changes to grading mean for my school?"
  url      = "https://honeyguide-sls.co.uk/blogs/schools-leaders/what-do-ofsteds-changes-to-grading-mean-for-my-school"
  standing = confirmed
  note     = "From September 2024 no overall grade; any inadequate key judgement, or ineffective safeguarding, puts a school into a category of concern."
}
