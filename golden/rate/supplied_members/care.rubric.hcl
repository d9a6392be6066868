# The scores of two domains are supplied, each from a column of its own; that of
# the third is computed. What only supplied results read is not needed.
framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, domain_score]
}

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

entity "home" { key = "home" }

entity "domain" {
  columns = ["domain", "column"]
  rows = [
    ["safe", "safe_points"],
    ["caring", "caring_points"],
    ["led", "led_points"],
  ]
}

input "points" {
  for    = [home, domain]
  column = domain.column
  type   = integer
}

indicator "domain_score" {
  for   = [home, domain]
  value = points / 10
}

rating "overall" {
  scale = quality
  value = mean(each(domain.domain_score))
  round = half_up(1)
  bands { levels = { good = "2 or more", fair = "1 to below 2", poor = "below 1" } }
}
