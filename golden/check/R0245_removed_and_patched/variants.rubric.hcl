amend "no_falls" {                                 # want R0259
  remove = ["indicator.falls_rate", "input.falls"] # want R0245 "falls_rate.bands.levels"
  rating "overall" { of = [safe] }
}

amend "banded" {           # want R0259
  indicator "falls_rate" { # want R0245 "indicator.falls_rate"
    bands { levels = { good = "below 3", poor = "3 or more" } }
  }
}

amend "falls_twice" { # want R0259
  indicator "falls_again" {
    value = falls / 20
    round = half_up(1)
    scale = quality
    bands { levels = { good = "below 2", poor = "2 or more" } }
  }
  rating "overall" { of = [falls_rate, falls_again, safe] } # want R0245 "rating.overall.of"
}

amend "banded_no_falls" { extends = ["banded", "no_falls"] }
amend "no_falls_banded" { extends = ["no_falls", "banded"] }

amend "all" {
  extends = ["no_falls", "falls_twice"]
}

amend "settled" { # want R0259
  extends = ["banded", "no_falls"]
  remove  = ["indicator.falls_rate"]
  rating "overall" { note = "Falls are no longer counted" }
}
