framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

input "a" { type = number }
input "b" { type = number }
input "c" { type = number }

group "score" {
  members = [a, b, c]
  score   = mean
  missing = exclude
  need    = "at least 2 of 4" # want R0414 "has 3 members"
}
