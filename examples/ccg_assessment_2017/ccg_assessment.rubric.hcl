framework "ccg_assessment_2017" {
  title     = "Improvement and assessment of clinical commissioning groups, 2016/17"
  publisher = "NHS England"
  version   = "2016/17"
  language  = 1
  entity    = ccg
  publish   = [overall, summary, part_score, clinical]
  purpose   = [accountability, improvement]
  note      = "Sixty indicators in 29 areas are confirmed. Which they are, what they weigh and how they are scored is from memory; the cut-offs were not found."
}

use "../ccg_assessment" { only = ["scale.assurance", "entity.ccg", "input.in_special_measures"] }

source "framework_page" {
  title    = "CCG improvement and assessment framework"
  url      = "https://www.england.nhs.uk/commissioning/ccg-assess/"
  standing = confirmed
  note     = "29 areas, 60 indicators, six clinical priority areas that independent panels review."
}

source "recalled" {
  title    = "From memory: no document that we read says so"
  standing = unconfirmed
}

source "indicators_unnamed" {
  title    = "The sixty indicators"
  standing = unconfirmed
  note     = "That there are sixty is confirmed; which belong to finance and leadership is not, and their names were not found."
}

scale "indicator_score" {
  title   = "Score of an indicator"
  numeric = [0, 2]
  best    = 2
  source  = recalled
}

entity "part" {
  title   = "Part of the rating"
  columns = ["part", "weight", "title"]
  total   = { weight = 1 }
  source  = recalled
  rows = [
    ["finance", 0.25, "Finance"],
    ["leadership", 0.25, "Quality of leadership"],
    ["outcomes", 0.5, "Performance and outcomes"],
  ]
}

entity "indicator" {
  title  = "Indicator"
  within = part
  csv    = "indicators.csv"
  source = indicators_unnamed
}

entity "clinical_area" {
  title   = "Clinical priority area"
  columns = ["clinical_area", "title"]
  source  = framework_page
  rows = [
    ["cancer", "Cancer"],
    ["dementia", "Dementia"],
    ["diabetes", "Diabetes"],
    ["learning_disabilities", "Learning disabilities"],
    ["maternity", "Maternity"],
    ["mental_health", "Mental health"],
  ]
}

input "under_directions" {
  title  = "Is under legal directions"
  type   = boolean
  source = recalled
}

input "score" {
  title  = "Score of the indicator"
  for    = [ccg, indicator]
  column = indicator.indicator
  type   = indicator_score
  source = recalled
}

group "part_score" {
  title   = "Mean score of the part"
  for     = [ccg, part]
  better  = higher
  members = each(indicator.score)
  score   = mean
  missing = exclude
  shown   = half_up(2)
  source  = recalled
}

group "summary" {
  title   = "Summary score"
  better  = higher
  members = each(part.part_score)
  weights = part.weight
  total   = 1
  score   = weighted_mean
  shown   = half_up(3)
  source  = recalled
}

rating "by_score" {
  title  = "Rating by the summary score"
  scale  = assurance
  source = recalled

  bands {
    of          = summary
    unpublished = "The cut-offs on the summary score were not found."
  }
}

rating "overall" {
  title  = "Overall rating"
  scale  = assurance
  value  = by_score
  source = [framework_page, recalled]

  limit "finance_and_leadership" {
    when    = part_score[finance] == 0 && part_score[leadership] == 0
    exactly = inadequate
    because = "Red for both finance and leadership."
    source  = recalled
  }
  limit "special_measures" {
    when    = in_special_measures
    at_most = inadequate
    because = "A CCG in special measures is inadequate."
    source  = recalled
  }
  limit "directions" {
    when    = under_directions
    at_most = requires_improvement
    because = "A CCG under directions requires improvement at best."
    source  = recalled
  }
}

scale "clinical_level" {
  title = "Rating of a clinical priority area"
  levels = {
    outstanding          = "Outstanding"
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
  source = recalled
}

rating "clinical" {
  title       = "Rating of the clinical priority area"
  for         = [ccg, clinical_area]
  scale       = clinical_level
  unpublished = "How a panel came from indicators to its rating was not found."
  source      = framework_page

  override "panel" {
    needs  = [by, reason]
    note   = "An independent panel reviews each clinical priority area."
    source = framework_page
  }
}

source "illustration" {
  title    = "Cut-offs invented for illustration"
  standing = placeholder
  note     = "No source. They let the limits be seen at work, and nothing that rests on them is a rating of NHS England."
}

amend "illustrative" {
  title  = "Illustrative cut-offs"
  reason = "The cut-offs were not found. With invented ones the score gives ratings, so that a change can be followed to the end."
  source = illustration
  remove = ["rating.by_score.bands.unpublished"]

  rating "by_score" {
    bands {
      levels = { outstanding = "1.5 or more", good = "1.2 to below 1.5", requires_improvement = "0.8 to below 1.2", inadequate = "below 0.8" }
      source = illustration
    }
  }
}

amend "illustrative_equal_weights" {
  title   = "Illustrative cut-offs, every indicator weighs the same"
  reason  = "To show what half of the weight on a few indicators does."
  source  = illustration
  extends = ["illustrative"]
  remove  = ["group.summary.total"]

  group "summary" {
    members = each(indicator.score)
    weights = 1
    missing = exclude
  }
}

amend "first_year" {
  title  = "The words of the first clinical ratings, 2016"
  reason = "In the first year the four levels had other names."
  source = recalled

  scale "clinical_level" {
    levels = {
      outstanding          = "Top performing"
      good                 = "Performing well"
      requires_improvement = "Needs improvement"
      inadequate           = "Greatest need for improvement"
    }
  }
}
