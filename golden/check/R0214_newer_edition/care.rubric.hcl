framework "care" {
  version  = "1"
  language = 2 # want R0214 "language = 1"
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

rating "overall" {
  scale = quality
  of    = [safe, caring]
  rule "inadequate" { requires = "1 or more are inadequate" }
  rule "good" { requires = "otherwise" }
}
