framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" { levels = { good = "Good", poor = "Poor" } }

input "falls" {
  type   = number
  better = lower
}

rating "overall" {
  scale = quality
  value = falls
  bands {
    levels = {
      good = "below 2,5" # want R0118 "with a point"
      poor = "2.5 or more"
    }
  }
}
