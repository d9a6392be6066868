# The key of a service takes the location's column too. A row that names a location
# and no service is not a service without a name.

framework "trusts" {
  version  = "1"
  language = 1
  entity   = location
  publish  = [beds_in_all]
}

entity "location" { key = "location" }

entity "service" {
  key    = ["location", "service"]
  within = location
}

input "beds" {
  for  = service
  type = integer
}

derive "beds_in_all" { value = sum(each(service.beds)) }
