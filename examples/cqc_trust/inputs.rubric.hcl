# trusts.csv

input "trust_type" {
  title  = "Kind of trust"
  type   = text
  among  = ["acute", "mental_health", "ambulance", "community"]
  source = levels_of_rating
}

input "reported_on" {
  title = "Date of the trust's report"
  type  = date
}

input "trust_well_led" {
  title  = "Well-led, as judged for the trust"
  type   = quality
  source = levels_of_rating
}

input "core_services_inspected" {
  title  = "Whether a planned inspection of core services went with the judgement of well-led"
  type   = boolean
  source = merged_trusts
}

input "previous_overall" {
  title  = "Overall rating before"
  type   = quality
  source = merged_trusts
}

input "use_of_resources" {
  title  = "Use of resources"
  type   = quality
  source = use_of_resources_news
}

# locations.csv

input "location_acquired_on" {
  title  = "Date on which the location came from another trust"
  for    = location
  type   = date
  source = merged_trusts
}

# services.csv

input "significantly_small" {
  title  = "Significantly small service"
  for    = service
  type   = boolean
  source = principles
}

input "service_acquired_on" {
  title  = "Date on which the service came from another trust"
  for    = service
  type   = date
  source = merged_trusts
}

# ratings.csv: a row for each service and key question

input "judgement" {
  title  = "Rating of the key question of the service, as judged"
  for    = [service, question]
  column = "rating"
  type   = quality
  source = levels_of_rating
}

input "requirement_notice" {
  title   = "Requirement notice for a breach that the rating is linked to"
  for     = [service, question]
  type    = boolean
  missing = false
  source  = principles
}

input "warning_notice" {
  title   = "Warning notice, or another use of enforcement powers"
  for     = [service, question]
  type    = boolean
  missing = false
  source  = principles
}
