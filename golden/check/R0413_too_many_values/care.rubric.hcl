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

rating "overall" { # want R0413 "too many values"
  scale = quality
  value = falls / beds
  bands {
    levels = {
      good                 = "below 0.1"
      requires_improvement = "0.1 to below 0.5"
      inadequate           = "0.5 or more"
    }
  }
}
