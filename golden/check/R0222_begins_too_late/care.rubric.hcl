framework "care" {
  version  = "1"
  language = 1
  entity   = home
  in_force { from = "2023-04-01" }
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
  at "2024-04-01" { value = 4 } # want R0222 "from 2023-04-01 on"
  at "2026-04-01" { value = 3 }
}

parameter "margin" {
  at "2023-04-01" { unpublished = "The margin of the first year was never made public." }
  at "2024-04-01" { value = 1 }
}

parameter "newer" {
  at "2025-04-01" { value = 1 }
}

table "weights" {
  in  = { n = number }
  out = { weight = number }
  at "2024-04-01" { # want R0222 "first date of .weights. is 2024-04-01"
    rows = [["5 or more", 2], ["below 5", 1]]
  }
}

derive "from_2025" {
  value = falls - newer
  in_force { from = "2025-04-01" }
}

derive "at_hand" { value = coalesce(from_2025, falls) + coalesce(margin, 0) }

rating "overall" {
  scale = quality
  value = weights(falls) * at_hand
  bands {
    levels = {
      good = "enough or less"
      poor = "above enough"
    }
  }
}
