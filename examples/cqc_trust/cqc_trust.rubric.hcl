framework "cqc_trust" {
  title     = "Ratings of NHS trusts, from services to the trust"
  publisher = "Care Quality Commission"
  version   = "2018.1"
  language  = 1
  entity    = trust
  publish   = [overall, combined, trust_question, location_overall, location_question, service_overall, service_question]
}

scale "quality" {
  source = principles
  levels = {
    outstanding          = "Outstanding"
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
  states = {
    not_rated = "Not rated"
  }
}

entity "trust" {
  title  = "Trust"
  key    = "trust_code"
  label  = "trust_name"
  source = levels_of_rating
}

entity "location" {
  title  = "Location"
  note   = "A hospital. A trust without a location level has one row that stands for the trust, so that its services have a place."
  key    = "location_id"
  label  = "location_name"
  within = trust
  source = levels_of_rating
}

entity "service" {
  title  = "Core service"
  key    = ["location_id", "service"]
  within = location
  source = levels_of_rating
}

entity "question" {
  title   = "Key question"
  key     = "question"
  source  = principles
  columns = ["question", "title"]
  rows = [
    ["safe", "Safe"],
    ["effective", "Effective"],
    ["caring", "Caring"],
    ["responsive", "Responsive"],
    ["well_led", "Well-led"],
  ]
}
