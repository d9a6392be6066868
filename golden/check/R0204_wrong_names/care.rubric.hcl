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

rating { # want R0204 "in quotes"
  scale = quality
  of    = [safe, caring]
  rule "good" { requires = "otherwise" }
}

source "report" "2024" { title = "Report" } # want R0204 "only its name"

rating "overall" {
  scale = quality
  of    = [safe, caring]
  rule "good" { requires = "otherwise" }
}
