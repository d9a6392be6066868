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

rating "overall" { # want R0412 "alone becomes better"
  scale = quality
  of    = [safe, caring, led]
  rule "inadequate" {
    requires = "2 or more are inadequate"
  }
  rule "good" {
    requires = "exactly 2 are good"
  }
  rule "requires_improvement" {
    requires = "otherwise"
  }
}
