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
  round = half_up(1)
  scale = quality
  bands {
    levels = {
      good                 = "below 2.25" # want R0404
      requires_improvement = "2.25 to below 5"
      inadequate           = "5 or more"
    }
  }
}
