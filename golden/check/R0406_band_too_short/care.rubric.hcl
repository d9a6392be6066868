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
  type   = integer
  range  = [0, 10]
  better = lower
}

rating "overall" { # want R0406 "No band"
  scale = quality
  value = 10 * falls
  bands {
    levels = {
      good                 = "0 to 20"
      requires_improvement = "above 20 to 50"
      inadequate           = "above 50 to 90"
    }
  }
}
