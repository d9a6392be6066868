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

input "beds" {
  type  = integer
  range = [1, null]
}

input "falls" {
  type   = integer
  better = lower
  range  = [0, null]
}

rating "overall" { # want R0413 "above 10"
  scale = quality
  value = falls / beds
  round = half_up(2)
  bands {
    levels = {
      good                 = "0 to 0.10"
      requires_improvement = "0.11 to 0.50"
      inadequate           = "0.51 to 10"
    }
  }
}
