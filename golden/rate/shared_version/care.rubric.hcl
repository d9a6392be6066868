framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [falls_rate, beds_in_use]
}

# The same definitions come by two ways.
use "./2025" { only = ["indicator.falls_rate"] }
use "./2025" { only = ["indicator.beds_in_use", "scale.quality"] }

entity "home" { key = "home" }

amend "lenient" {
  reason = "While the handbook of 2025 is introduced"
  indicator "falls_rate" {
    bands { levels = { good = "below 2", poor = "2 or more" } }
  }
}
