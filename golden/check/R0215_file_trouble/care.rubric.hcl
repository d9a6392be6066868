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

entity "theme" {
  csv = "themes.csv" # want R0215 "no such file"
  key = "theme"
}

entity "topic" {
  csv = "../topics.csv" # want R0215 "outside"
  key = "topic"
}

input "safe" { type = quality }
input "caring" { type = quality }

rating "overall" {
  scale = quality
  of    = [safe, caring]
  rule "inadequate" { requires = "1 or more are inadequate" }
  rule "good" { requires = "otherwise" }
}
