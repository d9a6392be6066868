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

table "both" {
  in  = [safe, caring]
  out = quality
  hit = first
  rows = [
    [good, good, good],
    [inadequate, any], # want R0216 "3 cells"
    [any, any, requires_improvement],
  ]
}

entity "theme" {
  columns = ["theme", "weight"]
  rows = [
    ["access", 0.5],
    ["safety"], # want R0216 "2"
  ]
}

rating "overall" {
  scale = quality
  table = both
}
