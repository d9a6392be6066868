framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

parameter "limit" { value = 2 }

input "falls" {
  type  = number
  range = [0, 100]
}

derive "rate" {
  value = falls / 10
  round = half_up(1)
}

rating "overall" {
  scale = quality
  rule "fair" "rounded_up" { when = rate >= limit && rate.unrounded < limit }
  rule "fair" "rounded_down" { when = rate == limit && rate.unrounded > limit }
  rule "fair" "never" { when = rate == limit && rate.unrounded < limit - 0.05 } # want R0405 "true for no input"
  rule "poor" { when = rate >= limit }
  rule "good" { requires = "otherwise" }
}
