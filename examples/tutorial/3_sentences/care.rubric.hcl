framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { outstanding = "Outstanding", good = "Good", fair = "Fair", poor = "Poor" }
  states = { closed = "Closed" }
}

input "safe" { type = quality }
input "caring" { type = quality }
input "led" { type = quality }
input "breach" { type = boolean }
input "open" { type = boolean }

rating "overall" {
  scale   = quality
  of      = [safe, caring, led]
  applies = open
  else    = closed
  rule "poor" { requires = "2 or more are poor" }
  rule "fair" { requires = "1 or more are poor, or 2 or more are fair" }
  rule "outstanding" { requires = "2 or more are outstanding and the rest are good" }
  rule "good" { requires = "otherwise" }
  limit "breach" {
    when    = breach
    at_most = fair
    because = "A home in breach of the law is not good."
  }
}

test "one fair is no harm" {
  given  = { safe = good, caring = fair, led = good, breach = false, open = true }
  expect = { overall = good }
}

test "in breach, nobody is good" {
  given = { breach = true, open = true }
  never = overall >= good
}
