framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

scale "stars" {
  numeric = [1, 5]
  best    = 5
}

input "staffing" { type = stars }

table "by_stars" {
  in  = [staffing]
  out = quality
  rows = [
    ["4 or more", good],
    ["2 to 4", fair], # want R0407 "both hold"
    ["below 2", poor],
  ]
}

rating "overall" {
  scale = quality
  table = by_stars
}
