framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", poor = "Poor" }
}

input "safe" { type = quality }
input "caring" { type = quality } # want R0409 "is ever different for it"
input "judged" { type = quality }

rating "overall" { # want R0418 "the case \"judged\" decides before them"
  scale   = quality
  applies = safe == good
  of      = [safe, caring]
  case "judged" {
    when  = safe == good
    value = judged
  }
  rule "poor" { requires = "1 or more are poor" }
  rule "good" { requires = "otherwise" }
}
