framework "care" {
  version  = "1"
  language = 1
  entity   = home
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
  at "2024-04-01" { # want R0226 "by 2023-04-01"
    value     = 4
    review_by = "2023-04-01"
  }
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
