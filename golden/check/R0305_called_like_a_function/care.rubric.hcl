framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

input "falls" {
  type   = number
  better = lower
}

input "complaints" {
  type   = number
  better = lower
}

group "mean" {
  members = [falls, complaints]
  score   = mean # want R0305 "another name"
}

rating "overall" {
  scale = quality
  value = mean
  bands { levels = { good = "below 2", fair = "2 to below 4", poor = "4 or more" } }
}
