amend "three_levels" { # want R0259
  scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }
  indicator "falls_rate" {
    bands { levels = { good = "below 2", fair = "2 to below 4", poor = "4 or more" } }
  }
}

amend "three_levels_rounded" { # want R0259
  extends = "three_levels"
  indicator "falls_rate" { round = half_up(0) }
}
