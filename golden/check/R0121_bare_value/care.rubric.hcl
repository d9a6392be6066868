framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = {
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
}

input "falls" {
  type   = number
  better = lower
}

rating "overall" {
  value = falls
  scale = quality
  bands {
    levels = {
      good                 = "0" # want R0121 "exactly 0"
      requires_improvement = "above 0 to 5"
      inadequate           = "above 5"
    }
  }
}
