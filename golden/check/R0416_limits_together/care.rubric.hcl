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
input "judged" { type = boolean }
input "breach" { type = boolean }

rating "overall" {
  scale = quality
  value = safe
  limit "judged" {
    when    = judged && safe == fair
    exactly = fair # keeps it from falling with a breach
  }
  limit "breach" {
    when    = breach && safe != good
    at_most = poor
  }
  limit "poor" { # want R0416 "already within it"
    when    = safe == poor
    exactly = poor
  }
}
