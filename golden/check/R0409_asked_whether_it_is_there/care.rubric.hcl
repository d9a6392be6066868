framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

input "safe" { type = quality }
input "caring" { type = quality }
input "report" { type = text }
input "staffing" { type = integer } # want R0409 "whatever the other inputs are"

rating "overall" {
  scale = quality
  rule "poor" { when = safe == poor && caring == poor }
  rule "fair" { when = !is_present(report) }
  rule "good" { when = staffing > 3 || staffing <= 3 }
}
