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

rating "overall" {
  title = "Overall"
  scale = quality
  title = "Overall rating" # want R0105 "first on line"
  of    = [safe, caring]
  rule "good" { requires = "otherwise" }
}
