# A parameter whose value is unknown is one problem, however often it is read.

framework "care" {
  version  = "2026.1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }
scale "quality" { levels = { good = "Good", poor = "Poor" } }
input "falls" { type = number }
parameter "most" { value = fiv } # want R0211 "fiv"

rating "overall" {
  scale = quality
  rule "poor" { when = falls > most }
  rule "good" { requires = "otherwise" }
}
