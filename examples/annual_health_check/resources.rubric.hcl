# Use of resources: auditors judge five themes; of a foundation trust Monitor's
# rating is taken.

scale "theme_score" {
  title   = "Auditors' score"
  numeric = [1, 4]
  best    = 4
  source  = use_of_resources_page
}

entity "theme" {
  title   = "Theme of the auditors' evaluation"
  columns = ["theme", "title"]
  source  = use_of_resources_page
  rows = [
    ["reporting", "Financial reporting"],
    ["management", "Financial management"],
    ["standing", "Financial standing"],
    ["control", "Internal control"],
    ["value_for_money", "Value for money"],
  ]
}

input "broke_even" {
  title   = "Broke even"
  type    = boolean
  applies = !foundation_trust
  source  = use_of_resources_page
}

input "theme_judged" {
  title   = "Auditors' score of the theme"
  for     = [trust, theme]
  column  = theme.theme
  type    = theme_score
  applies = !foundation_trust
  source  = use_of_resources_page
}

rating "theme_result" {
  title   = "Score of the theme"
  for     = [trust, theme]
  applies = !foundation_trust
  scale   = theme_score
  value   = theme_judged
  source  = use_of_resources_page

  limit "break_even" {
    when    = theme == standing && !broke_even
    exactly = 1
    because = "A trust that does not break even scores 1 for financial standing."
  }
}

rating "audited" {
  title       = "Use of resources, from the auditors' scores"
  scale       = annual
  applies     = !foundation_trust
  of          = each(theme.theme_result)
  unpublished = "The rules by which five scores make a rating were not found."
  source      = use_of_resources_page

  override "published" {
    needs  = [by, reason]
    note   = "The rules are not known; a rating that was published can be recorded."
    source = coventry
  }

  limit "financial_standing" {
    when    = theme_result[standing] == 1
    exactly = weak
    because = "Financial standing of 1 makes the rating weak."
  }
}

input "risk_rating" {
  title   = "Monitor's financial risk rating, 5 the best"
  type    = risk
  applies = foundation_trust
  source  = use_of_resources_page
}

table "from_monitor" {
  title  = "Monitor's rating in the words of the health check"
  in     = [risk_rating]
  out    = annual
  source = monitor_mapping
  rows = [
    ["exactly 5", excellent],
    ["exactly 4", good],
    ["exactly 3", fair],
    ["1 to 2", weak],
  ]
}

rating "by_monitor" {
  title   = "Use of resources, from Monitor's rating"
  scale   = annual
  applies = foundation_trust
  table   = from_monitor
  source  = use_of_resources_page
}

rating "use_of_resources" {
  title  = "Use of resources"
  scale  = annual
  source = use_of_resources_page

  case "foundation_trust" {
    when  = foundation_trust
    value = by_monitor
  }
  case "audited" {
    when  = otherwise
    value = audited
  }
}
