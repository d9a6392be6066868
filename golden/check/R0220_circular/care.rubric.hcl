framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

input "falls" { type = number }

indicator "rate" {
  value = falls + penalty
}

indicator "penalty" {
  value = 0.1 * rate # want R0220 "rest on itself"
}
