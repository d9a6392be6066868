amend "fine" { # want R0259
  indicator "falls_rate" { round = half_up(2) }
}

amend "coarse" {                                # want R0259
  indicator "falls_rate" { round = half_up(0) } # want R0245 "falls_rate.round"
}

amend "unrounded" {                       # want R0259
  remove = ["indicator.falls_rate.round"] # want R0245 "removes it"
}

amend "fine_and_coarse" { extends = ["fine", "coarse"] }
amend "fine_and_unrounded" { extends = ["fine", "unrounded"] }

amend "settled" { # want R0259
  extends = ["fine", "coarse"]
  indicator "falls_rate" { round = half_up(3) }
}
