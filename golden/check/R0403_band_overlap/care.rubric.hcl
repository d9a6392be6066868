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
      good                 = "0 to 2"
      requires_improvement = "2 to 5" # want R0403 "2 lies in"
      inadequate           = "above 5"
    }
  }
}
