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

input "breaches" { # want R0409 "is ever different"
  type   = integer
  better = lower
  range  = [0, null]
}

rating "overall" {
  scale = quality
  of    = [safe, caring, led]
  rule "inadequate" "breaches" {
    requires = "1 or more are inadequate"
    when     = breaches > 3
  }
  rule "inadequate" {
    requires = "1 or more are inadequate"
  }
  rule "requires_improvement" {
    requires = "1 or more are requires_improvement"
  }
  rule "good" {
    requires = "otherwise"
  }
}
