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

entity "visit" { key = "visit" }

input "finding" {
  for  = [home, visit]
  type = quality
}

rating "overall" { # want R0413 "only the data names"
  scale = quality
  of    = each(visit.finding)
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
