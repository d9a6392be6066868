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

rating "overall" {
  scale = quality
  value = falls
  bands {
    levels = {
      good = "4 or less"
      poor = "above 4"
    }
  }
}

rating "former" { # want R0225 "until 2022-04-01"
  scale = quality
  value = falls
  in_force { until = "2022-04-01" }
  bands {
    levels = {
      good = "8 or less"
      poor = "above 8"
    }
  }
}
