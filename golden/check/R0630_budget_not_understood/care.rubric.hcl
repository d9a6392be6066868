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
    "at most 1% move",
    "not too many changes",            # want R0630 "begins with"
    "at most 120% move",               # want R0630 "from 0% to 100%"
    "at most a few fall",              # want R0630 "a number, or a share"
    "nobody is worse",                 # want R0630 "move, fall, rise, become"
    "nobody moves more than 2 levels", # want R0630 "2 levels or more"
    "no inadequate",                   # want R0630 "\"new\" and a level"
  ]
}
