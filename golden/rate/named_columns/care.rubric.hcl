framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", poor = "Poor" }
}

input "falls" {
  type   = integer
  better = lower
  range  = [0, null]
  absent = { "*" = suppressed }
}

rating "overall" {
  scale = quality
  value = falls
  bands {
    levels = { good = "below 5", poor = "5 or more" }
  }
}
