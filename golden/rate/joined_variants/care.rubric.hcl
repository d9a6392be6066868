framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, total]
}

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

entity "home" { key = "home" }

input "safe" {
  type   = integer
  range  = [1, 4]
  better = higher
}

input "caring" {
  type   = integer
  range  = [1, 4]
  better = higher
}

input "beds" {
  type  = integer
  range = [1, 500]
}

group "total" {
  members = [safe, caring]
  score   = mean
  round   = half_up(1)
}

rating "overall" {
  scale = quality
  rule "poor" { when = total < 2 }
  rule "fair" { when = total < 3 }
  rule "good" { requires = "otherwise" }
}
