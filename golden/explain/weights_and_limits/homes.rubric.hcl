framework "homes" {
  title    = "Rating of homes"
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, score]
}

source "handbook" {
  title    = "Handbook of ratings"
  url      = "https://example.org/handbook"
  standing = confirmed
}

source "guess" {
  title    = "Weight of food"
  standing = unconfirmed
}

scale "quality" {
  levels = {
    good = "Good"
    fair = "Fair"
    poor = "Poor"
  }
  source = handbook
}

absence "refused" {
  label = "the home refused"
}

entity "home" {
  title = "Home"
  key   = "id"
  label = "name"
}

input "safety" {
  title  = "Safety"
  column = "Safety %"
  type   = percent
  better = higher
  range  = [0, 100]
  source = handbook
}

input "staff" {
  title  = "Staff"
  column = "Staff"
  type   = percent
  better = higher
  range  = [0, 100]
  source = handbook
}

input "food" {
  title  = "Food"
  column = "Food"
  type   = percent
  better = higher
  range  = [0, 100]
  absent = { "x" = refused }
  source = handbook
}

input "deaths" {
  title   = "Unexpected deaths"
  column  = "Deaths"
  type    = integer
  better  = lower
  range   = [0, null]
  missing = 0
}

group "score" {
  title   = "Weighted score"
  better  = higher
  members = [safety, staff, food]
  weights = { safety = 0.5, staff = 0.3, food = 0.2 }
  score   = weighted_mean
  missing = exclude
  need    = "at least 60% of weight including safety"
  round   = half_up(2)
  source  = [handbook, guess]
}

rating "overall" {
  title  = "Overall rating"
  scale  = quality
  source = handbook

  bands {
    of = score
    levels = {
      good = "0.75 or more"
      fair = "0.50 to below 0.75"
      poor = "below 0.50"
    }
  }

  limit "deaths" {
    when    = deaths > 2
    at_most = fair
    because = "A home with more than two unexpected deaths is not good."
    source  = handbook
  }

  override "panel" {
    within = 1
    needs  = [by, reason]
  }

  mark "watch" {
    when  = deaths > 0
    label = "Watched"
  }
}
