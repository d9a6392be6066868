framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

input "kind" {
  type  = text
  among = ["nursing", "residential"]
}

input "beds" {
  type    = integer
  range   = [1, 60]
  missing = 100
}

input "inspected" {
  type   = quality
  absent = { "*" = suppressed, "n/a" = not_applicable }
}

input "visited" { type = boolean }

rating "overall" {
  scale = quality
  rule "poor" "unknown_size" { when = beds > 60 }
  rule "fair" "hidden" { when = absent(inspected, suppressed) && is_present(visited) }
  rule "good" "nursing" { when = kind == "nursing" }
  rule "fair" "residential" { when = kind == "residential" }
  rule "poor" "neither" { when = kind == "hospital" } # want R0405 "true for no input"
}
