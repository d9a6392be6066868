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
  title = "Rated %{ safe }" # want R0106 "formula without"
  scale = quality
  of    = [safe, caring]
  rule "good" { requires = "otherwise" }
}
