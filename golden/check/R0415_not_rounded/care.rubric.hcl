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
  type = number
}

input "beds" {
  type = number
}

rating "overall" { # want R0415 "round = half_up"
  value = falls / beds
  scale = quality
  bands {
    levels = {
      good                 = "below 62.5"
      requires_improvement = "62.5 to below 87.5"
      inadequate           = "87.5 or more"
    }
  }
}
