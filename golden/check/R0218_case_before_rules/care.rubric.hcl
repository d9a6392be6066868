framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

scale "quality" {
  levels = { good = "Good", fair = "Requires improvement", poor = "Inadequate" }
}

entity "home" { key = "home" }

input "safe" { type = quality }
input "caring" { type = quality }
input "judged" { type = quality }
input "new" { type = boolean }

rating "overall" {
  scale = quality
  of    = [safe, caring]

  case "judged" {
    when  = new
    value = judged
  }
  case "all_others" { # want R0218 "takes all that is left"
    when  = otherwise
    value = fair
  }
  rule "poor" {
    requires = "1 or more are poor"
  }
  rule "good" {
    requires = "otherwise"
  }
}

rating "again" { # want R0220 "serve only where no case holds"
  scale = quality
  of    = [safe, caring]

  case "judged" {
    when  = new
    value = judged
  }
  rule "poor" {
    when = again.value == poor
  }
  rule "good" {
    requires = "otherwise"
  }
}
