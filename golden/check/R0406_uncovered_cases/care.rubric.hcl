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
input "led" { type = quality }

rating "overall" { # want R0406 "No rule of rating"
  scale = quality
  of    = [safe, caring, led]
  rule "inadequate" {
    requires = "2 or more are inadequate"
  }
  rule "requires_improvement" {
    requires = "1 or more are requires_improvement"
  }
  rule "good" {
    requires = "all are good"
  }
}
