framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" { levels = { good = "Good", poor = "Poor" } }

input "safe" { type = quality }

input "led" { type = quality }

rating "overall" {
  scale = quality
  of    = [safe, led]
  rule "poor" { requires = "safe = poor" } # want R0113 "is poor"
  rule "good" { requires = "otherwise" }
}
