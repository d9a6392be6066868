framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "stars" {
  numeric = [1, 5] # want R0219 "which end is best|direction"
}

scale "half_stars" {
  numeric = [1, 5] # want R0219 "whole number of steps"
  step    = 0.3
  best    = 5
}

scale "quality" {} # want R0219 "best first"

input "safe" { type = stars }
