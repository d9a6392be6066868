framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", inadequate = "Inadequate" }
}

input "safety" { type = quality }

rating "overall" {
  scale = quality
  value = safety
}

budget "stable" {
  allows = [
    "no new inadequate",
    "no new Inadequate",
    "no new absent",
    "no new inadequat",      # want R0631 "Did you mean .inadequate."
    "at most 3 become poor", # want R0631 "no level .poor."
  ]
}

budget "other" {
  result = safety # want R0211 "safety"
  allows = "nobody falls"
}
