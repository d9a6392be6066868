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
  rule "inadequate" { requires = "all but 1 are inadequate" } # want R0114 "at most 1"
  rule "good" { requires = "otherwise" }
}
