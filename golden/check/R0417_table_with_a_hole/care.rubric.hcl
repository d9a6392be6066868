framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = {
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
}

input "points" {
  type   = integer
  range  = [0, 30]
  better = higher
}

table "stars" { # want R0417 "No row of table"
  in  = [points]
  out = quality
  rows = [
    ["below 10", inadequate],
    ["11 to below 20", requires_improvement],
    ["20 or more", good],
  ]
}

rating "overall" {
  scale = quality
  table = stars
}
