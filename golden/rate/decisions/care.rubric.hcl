framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
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
    levels = { good = "below 5", fair = "5 to below 9", poor = "9 or more" }
  }
  limit "falls" {
    when    = falls == 4
    at_most = fair
  }
  override "panel" {
    within = 1
    needs  = by
  }
  mark "*" {
    when  = falls == 0
    label = "no falls at all"
  }
}
