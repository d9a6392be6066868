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
  scale = quality
  of    = [safe, caring]
  roole "inadequate" { requires = "1 or more are inadequate" } # want R0201
  rule "good" { requires = "otherwise" }
}

criterion "falls" {} # want R0201 "Known here"
