framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

input "falls" { type = number }
input "survey" { type = number }

group "score" {
  total = 1 # want R0401 "add up to 0.9"
  score = weighted_mean
  member "falls" { weight = 0.6 }
  member "survey" { weight = 0.3 }
}

entity "theme" {
  columns = ["theme", "weight"]
  total   = { weight = 100 } # want R0401 "90"
  rows = [
    ["access", 60],
    ["safety", 30],
  ]
}
