framework "care" {
  version  = "1"
  language = 1
  entity   = home
  in_force {
    from  = "2023-04-01"
    until = "2026-04-01"
  }
}

entity "home" { key = "home" }

scale "quality" {
  levels = {
    good = "Good"
    poor = "Poor"
  }
}

input "falls" {
  type   = integer
  range  = [0, 100]
  better = lower
}

parameter "enough" {
  at "2021-04-01" { value = 5 } # want R0223 "never used"
  at "2022-04-01" { value = 4 }
  at "2026-04-01" { value = 3 } # want R0223 "holds until 2026-04-01"
}

rating "overall" {
  scale = quality
  value = falls
  bands {
    levels = {
      good = "enough or less"
      poor = "above enough"
    }
  }
}
