# The ratings of locations come from elsewhere: with "supply" they are read and
# not computed, and the inputs behind them are not needed.

framework "trusts" {
  version  = "1"
  language = 1
  entity   = trust
  publish  = [overall]
}

scale "quality" {
  levels = { good = "Good", fair = "Requires improvement", poor = "Inadequate" }
}

entity "trust" { key = "trust" }

entity "location" {
  key    = "location"
  within = trust
}

entity "service" {
  key    = "service"
  within = location
}

input "judged" {
  for  = service
  type = quality
}

rating "of_location" {
  for   = location
  scale = quality
  value = worst(each(service.judged))
}

rating "overall" {
  scale = quality
  of    = each(location.of_location)
  rule "poor" {
    requires = "2 or more of the rated are poor"
  }
  rule "good" {
    requires = "all of the rated are good"
  }
  rule "fair" {
    requires = "otherwise"
  }
}
