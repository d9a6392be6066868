# Measures that only the data names, a row for each service and measure: a service
# has those that the data gives it, its trust those of all its services.

framework "trusts" {
  version  = "1"
  language = 1
  entity   = trust
  publish  = [total, measured, measures]
}

entity "trust" { key = "trust" }

entity "service" {
  key    = "service"
  within = trust
}

entity "measure" { key = "measure" }

input "score" {
  for  = [service, measure]
  type = number
}

derive "of_service" {
  for   = service
  value = sum(each(measure.score))
}

derive "measures_of_service" {
  for   = service
  value = count(each(measure.score))
}

derive "total" { value = sum(each(service.of_service)) }
derive "measured" { value = sum(each(service.measures_of_service)) }
derive "measures" { value = count(each(measure)) }
