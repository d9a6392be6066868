framework "ofsted_report_card" {
  title     = "School inspection: the report card"
  publisher = "Ofsted"
  version   = "2025.11"
  language  = 1
  entity    = school
  publish   = [category, grade]
  note      = "No overall grade: the results are those of the areas, and the category of concern."
  in_force { from = "2025-11-10" }
}

use "../ofsted" { only = ["entity.school"] }

source "report_card" {
  title    = "Ofsted report card"
  url      = "https://lionheart.iow.sch.uk/about-us/ofsted-report"
  standing = confirmed
  note     = "Six evaluation areas, with early years and sixth form where there are any; five grades; safeguarding met or not met."
}

source "staircase" {
  title    = "Honeyguide, on the report card (2025)"
  standing = confirmed
  note     = "All of expected must be met before strong is considered."
}

source "upper_and_lower_steps" {
  title    = "The other steps"
  standing = unconfirmed
  note     = "That exceptional takes all of strong, and what distinguishes urgent improvement from needs attention, is not in what we read; the latter is an input."
}

source "categories" {
  title    = "NEU, on the categories of concern"
  url      = "https://neu.org.uk/cy/node/2779"
  standing = confirmed
  note     = "Special measures: leadership needs urgent improvement, and so does another area, or safeguarding is not met. Requires significant improvement: otherwise any area needs urgent improvement, or safeguarding is not met. What can be put right within three months may be deferred. Needs attention in any area: termly monitoring."
}

scale "standard" {
  source = report_card
  levels = {
    exceptional        = "Exceptional"
    strong_standard    = "Strong standard"
    expected_standard  = "Expected standard"
    needs_attention    = "Needs attention"
    urgent_improvement = "Urgent improvement"
  }
}

scale "category" {
  source = categories
  levels = {
    none                             = "No category of concern"
    requires_significant_improvement = "Requires significant improvement"
    special_measures                 = "Special measures"
  }
  states = { deferred = "Suspended: inspectors return" }
}

entity "area" {
  title   = "Evaluation area"
  key     = "area"
  source  = report_card
  columns = ["area", "title"]
  rows = [
    ["leadership", "Leadership and governance"],
    ["curriculum", "Curriculum and teaching"],
    ["attendance", "Attendance and behaviour"],
    ["achievement", "Achievement"],
    ["development", "Personal development and wellbeing"],
    ["inclusion", "Inclusion"],
    ["early_years", "Early years"],
    ["sixth_form", "Sixth form"],
  ]
}

input "provided" {
  title   = "Whether the school has it: early years, sixth form"
  for     = [school, area]
  type    = boolean
  missing = true
  source  = report_card
}

input "urgent" {
  title  = "Needs urgent improvement"
  for    = [school, area]
  type   = boolean
  source = upper_and_lower_steps
}

input "expected_met" {
  title  = "All of the expected standard is met"
  for    = [school, area]
  type   = boolean
  source = staircase
}

input "strong_met" {
  title  = "All of the strong standard is met"
  for    = [school, area]
  type   = boolean
  source = staircase
}

input "exceptional_met" {
  title  = "What makes it exceptional is met"
  for    = [school, area]
  type   = boolean
  source = upper_and_lower_steps
}

input "safeguarding_met" {
  type   = boolean
  source = report_card
}

input "fixable" {
  title  = "Can be put right within three months"
  type   = boolean
  source = categories
}

rating "grade" {
  title   = "Grade of the area"
  for     = [school, area]
  applies = provided
  scale   = standard
  source  = [staircase, upper_and_lower_steps]
  rule "urgent_improvement" { when = urgent }
  rule "needs_attention" { when = !expected_met }
  rule "expected_standard" { when = !strong_met }
  rule "strong_standard" { when = !exceptional_met }
  rule "exceptional" { when = otherwise }
}

rating "category" {
  title  = "Category of concern"
  scale  = category
  of     = each(area.grade)
  source = categories
  rule "special_measures" {
    when     = grade[leadership] == urgent_improvement
    requires = "2 or more are urgent_improvement, or safeguarding_met is false"
  }
  rule "requires_significant_improvement" {
    requires = "1 or more are urgent_improvement, or safeguarding_met is false"
  }
  rule "none" { requires = "otherwise" }
  limit "suspend_and_return" {
    when    = fixable && category < none
    exactly = deferred
    because = "What can be put right within three months is inspected again before the category is decided."
  }
  mark "termly_monitoring" {
    requires = "1 or more are needs_attention"
    label    = "Monitored each term"
  }
}
