framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

input "satisfied" {
  type   = percent
  better = higher
}

rating "overall" {
  scale = quality
  value = satisfied
  bands {
    levels = {
      good = "80 or more" # want R0402 "percent sign"
      fair = "60% to below 80%"
      poor = "below 60%"
    }
  }
}
