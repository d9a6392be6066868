framework "fhrs" {
  title     = "Food Hygiene Rating Scheme"
  publisher = "Food Standards Agency"
  version   = "2012.1"
  language  = 1
  entity    = business
  publish   = [overall, total, worst_score]
}

source "mapping_page" {
  title    = "Food Hygiene Rating Scheme: how the rating is made"
  url      = "https://www.runnymede.gov.uk/food-safety/food-hygiene-rating-scheme/2"
  standing = confirmed
}

source "scores_page" {
  title    = "Food hygiene scores"
  url      = "http://www.tandridge.gov.uk/business/food/foodrating/foodratingscheme.htm"
  standing = confirmed
}

source "register" {
  title    = "States that occur in the public register"
  url      = "https://ratings.food.gov.uk"
  standing = derived
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
  source = mapping_page
}

entity "business" {
  title = "Food business"
  key   = "FHRSID"
}

absence "rated" {
  label = "a rating, which is computed here and not read"
}

input "hygiene" {
  title  = "How hygienically the food is handled"
  column = "Hygiene"
  type   = integer
  better = lower
  among  = [0, 5, 10, 15, 20, 25]
  source = scores_page
}

input "structural" {
  title  = "Condition of the structure"
  column = "Structural"
  type   = integer
  better = lower
  among  = [0, 5, 10, 15, 20, 25]
  source = scores_page
}

input "confidence" {
  title  = "Confidence in management"
  column = "ConfidenceInManagement"
  type   = integer
  better = lower
  among  = [0, 5, 10, 20, 30] # there is no 15
  source = scores_page
}

input "status" {
  title  = "State of the rating"
  column = "RatingValue"
  type   = hygiene_rating
  absent = { "0" = rated, "1" = rated, "2" = rated, "3" = rated, "4" = rated, "5" = rated }
  source = register
}

indicator "total" {
  title  = "Points lost"
  better = lower
  value  = hygiene + structural + confidence
  source = mapping_page
}

indicator "worst_score" {
  title  = "Worst single score"
  better = lower
  value  = max(hygiene, structural, confidence)
  source = mapping_page
}

table "mapping" {
  title = "Best rating first: the first row whose two ceilings are both kept"
  in    = [total, worst_score]
  out   = hygiene_rating
  hit   = first
  rows = [
    ["15 or less", "5 or less", 5],
    ["20 or less", "10 or less", 4],
    ["30 or less", "10 or less", 3],
    ["40 or less", "15 or less", 2],
    ["50 or less", "20 or less", 1],
    [any, any, 0],
  ]
  source = mapping_page
}

rating "overall" {
  title = "Food hygiene rating"
  scale = hygiene_rating
  table = mapping

  limit "not_rated" {
    when    = is_present(status)
    exactly = status
    because = "The business is exempt, or awaits inspection or publication."
    source  = register
  }
}

test "fifteen points, one score of ten: published as 4 (Cleeve Hill)" {
  given  = { hygiene = 5, structural = 0, confidence = 10, status = absent(rated) }
  expect = { total = 15, worst_score = 10, overall = 4 }
}

test "thirty points in one score" {
  given  = { hygiene = 0, structural = 0, confidence = 30, status = absent(rated) }
  expect = { overall = 0 }
}

test "exempt" {
  given  = { status = exempt }
  expect = { overall = exempt }
}

test "a rating without its scores" {
  given  = { status = absent(rated) }
  expect = { total = absent(not_reported), overall = absent(not_reported) }
}
