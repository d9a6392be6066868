# Exceptions between levels, as cases with a name that decide before the rules.
# Locations are rated; they read upwards what their trust is judged to be, and how
# many locations it has.

framework "trusts" {
  version  = "1"
  language = 1
  entity   = location
  publish  = [question_rating, overall, trust_here]
}

scale "quality" {
  levels = { good = "Good", fair = "Requires improvement", poor = "Inadequate" }
  states = { not_rated = "Not rated" }
}

entity "trust" { key = "trust" }

entity "location" {
  key    = "location"
  within = trust
}

entity "service" {
  key    = ["location", "service"]
  within = location
}

entity "question" {
  columns = ["question", "column"]
  rows    = [["safe", "safe"], ["well_led", "well_led"]]
}

input "board" {
  title = "Well-led, judged for the trust"
  for   = trust
  type  = quality
}

input "closing" {
  for  = location
  type = boolean
}

input "answer" {
  for    = [service, question]
  column = question.column
  type   = quality
}

derive "locations" {
  for   = trust
  value = count(each(location))
}

ladder "aggregation" {
  scale = quality
  rule "not_rated" {
    requires = "none are rated"
  }
  rule "poor" {
    requires = "2 or more of the rated are poor"
  }
  rule "fair" {
    requires = "1 or more of the rated are fair or worse"
  }
  rule "good" {
    requires = "otherwise"
  }
}

rating "question_rating" {
  for   = [location, question]
  scale = quality
  of    = each(service.answer)
  rules = aggregation

  case "closing" {
    when    = closing
    value   = not_rated
    because = "A location that closes is not rated."
  }
  case "one_location" {
    when    = question == well_led && locations == 1
    value   = board
    because = "The judgement of well-led is copied down where there is one location."
  }
  limit "board" {
    when    = board == poor
    at_most = fair
    because = "Limits come after cases and rules alike."
  }
}

rating "trust_question" {
  for   = [trust, question]
  scale = quality
  of    = each(location.question_rating)
  rules = aggregation

  case "judged" {
    when    = question == well_led
    value   = board
    because = "Judged at the top and not aggregated."
  }
}

rating "trust_here" {
  title = "The trust's rating, as its locations show it"
  for   = location
  scale = quality
  value = trust_overall
}

rating "trust_overall" {
  for   = trust
  scale = quality
  of    = each(question.trust_question)
  rules = aggregation
}

rating "overall" {
  scale = quality
  of    = each(question.question_rating)

  case "one_location" {
    when  = locations == 1
    value = trust_overall
  }
  rule "not_rated" {
    requires = "none are rated"
  }
  rule "fair" {
    requires = "1 or more of the rated are fair or worse"
  }
  rule "good" {
    requires = "otherwise"
  }
}
