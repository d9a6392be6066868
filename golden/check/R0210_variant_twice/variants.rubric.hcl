amend "rounded" {
  indicator "falls_rate" { round = half_up(0) }
}

amend "rounded" { # want R0210 "variant"
  indicator "falls_rate" { round = half_up(2) }
}

amend "one of three" { # want R0217 "cannot take"
  indicator "falls_rate" { round = half_up(2) }
}

amend "amended_twice" {
  indicator "falls_rate" { round = half_up(0) }
  indicator "falls_rate" { shown = half_up(2) } # want R0210 "Join the two"
}
