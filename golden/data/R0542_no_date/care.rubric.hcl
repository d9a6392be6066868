framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", poor = "Poor" }
}

input "visited" { type = date }

input "safe" {
  type      = quality
  dated     = visited
  valid_for = "24 months"
}

rating "overall" {
  scale = quality
  value = safe
}
