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
      good                 = "0 to 62"
      requires_improvement = "63 to 87" # want R0402 "not rounded"
      inadequate           = "above 87"
    }
  }
}
