framework "trusts" {
  version  = "1"
  language = 1
  entity   = trust
  publish  = [beds_in_all]
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

input "region" { type = text }

input "floor_area" {
  for  = location
  type = number
}

input "beds" {
  for  = service
  type = integer
}

derive "area" {
  for   = location
  value = floor_area
}

derive "beds_in_all" { value = region == "North" ? sum(each(service.beds)) : sum(each(location.area)) }
