framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, falls_rate]
}

use "./definitions" {}

entity "home" { key = "home" }

input "safe" { type = quality }

rating "overall" {
  scale = quality
  of    = [falls_rate, safe]
  rule "poor" { requires = "1 or more are poor" }
  rule "good" { requires = "otherwise" }
}
