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
  tilte  = "Overall" # want R0202 "tilte"
  scale  = quality
  of     = [safe, caring]
  colour = "red" # want R0202 "Known here"
  rule "good" { requires = "otherwise" }
}

owner = "me" # want R0202 "blocks only"
