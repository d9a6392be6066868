framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, asked, excepted]
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
  value = judged # want R0409 "decide before the rules"
  rule "poor" {
    requires = "1 or more are poor"
  }
  rule "fair" {
    requires = "1 or more are fair"
  }
  rule "good" {
    requires = "otherwise"
  }
}

rating "asked" {
  title = "The rules ask about the value"
  scale = quality
  of    = [safe, caring]
  value = judged
  rule "poor" {
    when = asked.value == poor
  }
  rule "fair" {
    requires = "1 or more are fair or worse"
  }
  rule "good" {
    requires = "otherwise"
  }
}

rating "excepted" {
  title = "The cases decide first; that the rules do not give every level is no fault"
  scale = quality
  of    = [safe, caring]
  case "judged" {
    when  = new
    value = judged
  }
  rule "poor" {
    requires = "1 or more are poor"
  }
  rule "good" {
    requires = "otherwise"
  }
}
