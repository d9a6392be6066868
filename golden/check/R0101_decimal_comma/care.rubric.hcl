framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

input "falls" {
  type   = number
  better = lower
}

rating "overall" {
  scale = quality
  value = falls < 2,5 ? quality.good : quality.poor # want R0101 "with a point"
}

derive "half" { value = falls / 1,5 } # want R0101 "with a point"
