# Recorded decisions on results of any level: each names the row that it is about
# by the key of its level.

framework "trusts" {
  version  = "1"
  language = 1
  entity   = trust
  publish  = [overall, worst_location]
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
  key    = ["location", "service"]
  within = location
}

input "judged" {
  for  = service
  type = quality
}

rating "of_service" {
  for   = service
  scale = quality
  value = judged
  override "panel" {
    within = 1
    needs  = [by, reason]
  }
}

rating "of_location" {
  for   = location
  scale = quality
  value = worst(each(service.of_service))
  override "panel" { needs = [by, reason] }
}

rating "worst_location" {
  scale = quality
  value = worst(each(location.of_location))
}

rating "overall" {
  scale = quality
  of    = each(location.of_location)
  rule "poor" {
    requires = "half or more are poor"
  }
  rule "good" {
    requires = "otherwise"
  }
  override "panel" { needs = [by, reason] }
}
