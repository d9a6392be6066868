framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

input "falls" {
  type   = number
  better = lower
}

rating "overall" {
  scale = quality
  value = IF(falls < 2, good, poor) # want R0211 "condition"
}
