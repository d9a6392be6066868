framework "fhrs" {
  title     = "Food Hygiene Rating Scheme"
  publisher = "Food Standards Agency"
  version   = "2012.1"
  language  = 1
  entity    = business
  publish   = [overall, total, worst_score]
}

source "runnymede" {
  title    = "Food Hygiene Rating Scheme: how the rating is made"
  url      = "https://www.runnymede.gov.uk/food-safety/food-hygiene-rating-scheme/2"
  standing = confirmed
}

entity "business" {
  key = "FHRSID"
}

absence "rated" {
  label = "rated: the published number is not read"
}

scale "hygiene_rating" {
  numeric = [0, 5]
  best    = 5
  levels = {
    5 = "Very good"
    4 = "Good"
    3 = "Generally satisfactory"
    2 = "Improvement necessary"
    1 = "Major improvement necessary"
    0 = "Urgent improvement necessary"
  }
  states = {
    awaiting_inspection  = "Awaiting inspection"
    awaiting_publication = "Awaiting publication"
    exempt               = "Exempt"
  }
  code = {
    awaiting_inspection  = "AwaitingInspection"
    awaiting_publication = "AwaitingPublication"
    exempt               = "Exempt"
  }
}

input "hygiene" {
  title  = "Hygiene"
  column = "Hygiene"
  type   = integer
  better = lower
  among  = [0, 5, 10, 15, 20, 25]
}

input "structural" {
  title  = "Structural"
  column = "Structural"
  type   = integer
  better = lower
  among  = [0, 5, 10, 15, 20, 25]
}

input "confidence" {
  title  = "Confidence in management"
  column = "ConfidenceInManagement"
  type   = integer
  better = lower
  among  = [0, 5, 10, 20, 30]
}

input "status" {
  title  = "State of the rating"
  column = "RatingValue"
  type   = hygiene_rating
  absent = { "0" = rated, "1" = rated, "2" = rated, "3" = rated, "4" = rated, "5" = rated }
}

indicator "total" {
  title  = "Points lost"
  better = lower
  value  = hygiene + structural + confidence
}

indicator "worst_score" {
  title  = "Worst single score"
  better = lower
  value  = max(hygiene, structural, confidence)
}

table "mapping" {
  in     = [total, worst_score]
  out    = hygiene_rating
  hit    = first
  source = runnymede
  rows = [
    ["15 or less", "5 or less", 5],
    ["20 or less", "10 or less", 4],
    ["30 or less", "10 or less", 3],
    ["40 or less", "15 or less", 2],
    ["50 or less", "20 or less", 1],
    [any, any, 0],
  ]
}

rating "overall" {
  title = "Food hygiene rating"
  scale = hygiene_rating
  table = mapping

  limit "not_rated" {
    when      = is_present(status)
    exactly   = status
    because   = "The business is exempt, or awaits inspection or publication."
    undecided = skip
  }
}
