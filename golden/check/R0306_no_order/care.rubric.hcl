framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "setting" {
  ordered = false
  levels  = { home = "Own home", ward = "Hospital ward" }
}

scale "quality" {
  levels = { good = "Good", inadequate = "Inadequate" }
  states = { not_rated = "Not rated" }
}

input "place" { type = setting }
input "safe" { type = quality }
input "falls" { type = number }

indicator "outside" {
  value = place > ward ? 1 : 0 # want R0306 "not ordered"
}

indicator "rated" {
  value = safe < not_rated ? 1 : 0 # want R0306 "off the ladder"
}

rating "overall" {
  scale = quality
  rule "good" { requires = "falls is 3 or better" } # want R0306 "better = higher"
  rule "inadequate" { requires = "otherwise" }
}
