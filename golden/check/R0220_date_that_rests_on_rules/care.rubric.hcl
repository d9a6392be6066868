framework "care" {
  version  = "1"
  language = 1
  entity   = home
  dated_by = assessed
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

input "late" { type = date }

input "assessed" { # want R0220 "which depends on that"
  type    = date
  missing = fallback
}

derive "fallback" { value = late }

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
