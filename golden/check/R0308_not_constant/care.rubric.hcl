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

input "safe" { type = quality }
input "caring" { type = quality }

input "falls" { type = number }

table "both" {
  in  = [safe]
  out = quality
  rows = [
    [good, good],
    [inadequate, safe == good], # want R0308
  ]
}

rating "overall" {
  scale = quality
  table = both
}
