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

input "staff" {
  type   = integer
  range  = [0, 60]
  better = higher
}

rating "overall" { # want R0412 "staff"
  scale = quality
  rule "inadequate" { when = staff < 10 }
  rule "good" { when = staff < 40 }
  rule "requires_improvement" { requires = "otherwise" }
}
