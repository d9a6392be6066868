framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, unit_rating, worst_unit, homes_good, homes]
}

entity "group" { key = "group" }

entity "home" {
  key    = "home"
  within = group
}

entity "unit" {
  key    = ["home", "unit"]
  within = home
}

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

input "safe" {
  for  = [unit]
  type = quality
}

input "caring" {
  for  = [unit]
  type = quality
}

rating "unit_rating" {
  for   = [unit]
  scale = quality
  value = worst([safe, caring])
}

rating "overall" {
  for   = [home]
  scale = quality
  of    = each(unit.unit_rating)
  rule "poor" { requires = "half or more are poor" }
  rule "good" { requires = "all are good" }
  rule "fair" { requires = "otherwise" }
}

rating "worst_unit" {
  for   = [home]
  scale = quality
  value = worst(each(unit.unit_rating))
}

indicator "homes_good" {
  for   = [group]
  value = count(each(home.overall) == good)
}

indicator "homes" {
  for   = [group]
  value = count(each(home))
}
