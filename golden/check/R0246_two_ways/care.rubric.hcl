framework "care" {
  version  = "2025"
  language = 1
  entity   = home
}

scale "quality" {
  levels = { good = "Good", poor = "Poor" }
}

entity "home" { key = "home" }

input "falls" {
  type   = integer
  better = lower
  range  = [0, null]
}

input "safe" { type = quality }

indicator "falls_rate" {
  value = falls / 10
  round = half_up(1)
  scale = quality
  bands { levels = { good = "below 2", poor = "2 or more" } }
}

rating "overall" {
  scale = quality
  of    = [falls_rate, safe]
  rule "poor" { requires = "1 or more are poor" }
  rule "good" { requires = "otherwise" }
}
