framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", poor = "Poor" } }
input "falls" { type = integer }

rating "overall" {
  scale = quality
  value = falls <= 2 ? quality.good : quality.poor
}
