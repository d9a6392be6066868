# The ends of a range are called otherwise elsewhere.

framework "care" {
  version  = "2026.1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

input "hours" {
  type    = number
  minimum = 0   # want R0202 "range = .0, 100"
  max     = 168 # want R0202 "range = .0, 100"
}

derive "twice" { value = 2 * hours }
