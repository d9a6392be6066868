framework "care" { # want R0203 "version"
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

absence "closed" {} # want R0203 "label"

rating "overall" {
  scale = quality
  of    = [safe, caring]
  rule "inadequate" { requires = "1 or more are inadequate" }
  rule "good" { requires = "otherwise" }
}
