framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

entity "home" { key = "home" }

input "safe" { type = quality }
input "caring" { type = quality }

# It names its members, and has no rule for them, but it is a rating.
rating "judged" {
  scale       = quality
  of          = [safe, caring]
  unpublished = "The rule was never made public."

  limit "unsafe" {
    when    = safe == poor
    exactly = poor
  }
}

rating "overall" {
  scale = quality
  value = judged
}
