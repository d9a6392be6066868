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

input "breaches" {
  type   = integer
  better = lower
  range  = [0, null]
}

rating "overall" {
  scale = quality
  of    = [safe, caring, led]
  rule "inadequate" {
    requires = "1 or more are inadequate"
  }
  rule "requires_improvement" {
    requires = "1 or more are requires_improvement"
  }
  rule "good" {
    requires = "otherwise"
  }
  limit "breach" {
    when    = breaches > 2
    at_most = inadequate
  }
  limit "record" { # want R0416 "true for no input"
    when    = breaches < 0
    at_most = requires_improvement
  }
  limit "unsafe" { # want R0416 "already within it"
    when    = safe == requires_improvement
    at_most = requires_improvement
  }
}
