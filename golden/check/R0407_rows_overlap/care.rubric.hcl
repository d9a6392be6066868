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

table "combined" {
  in  = [safe, caring]
  out = quality
  rows = [
    [good, any, good],
    [any, inadequate, inadequate], # want R0407 "line 24"
    [[requires_improvement, inadequate], [good, requires_improvement], requires_improvement],
  ]
}

rating "overall" {
  scale = quality
  table = combined
}
