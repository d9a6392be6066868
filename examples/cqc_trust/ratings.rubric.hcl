# Services: rated by inspectors for each key question, then across the questions.

rating "service_question" {
  title  = "Key question of a service"
  for    = [service, question]
  scale  = quality
  value  = judgement
  source = levels_of_rating

  limit "requirement_notice" {
    when    = requirement_notice
    at_most = requires_improvement
    because = "A breach with a requirement notice normally limits the rating that it is linked to."
    source  = principles
  }
  limit "warning_notice" {
    when    = warning_notice
    at_most = inadequate
    because = "Where enforcement powers are used, the rating that they are linked to is normally inadequate."
    source  = principles
  }

  override "professional_judgement" {
    needs  = [by, reason, evidence]
    source = principles
  }
}

rating "service_overall" {
  title = "Service"
  for   = service
  scale = quality
  of    = each(question.service_question)
  rules = aggregation

  override "professional_judgement" {
    needs  = [by, reason, evidence]
    source = principles
  }
}

# Locations: each key question down the services, then across the questions.

derive "location_level" {
  title  = "Whether the trust has a location level"
  for    = trust
  value  = trust_type == "acute"
  source = levels_of_rating
}

derive "locations" {
  title = "Number of locations"
  for   = trust
  value = count(each(location))
}

rating "location_question" {
  title   = "Key question of a location"
  for     = [location, question]
  applies = location_level
  scale   = quality
  of      = each(counted_services.service_question)
  rules   = aggregation

  case "single_location" {
    when    = question == well_led && locations == 1
    value   = trust_well_led
    because = "A trust with one location has one judgement of well-led."
    source  = levels_of_rating
  }

  override "professional_judgement" {
    needs  = [by, reason, evidence]
    source = principles
  }
}

rating "location_overall" {
  title   = "Location"
  for     = location
  applies = location_level
  scale   = quality
  of      = each(question.location_question)
  rules   = aggregation

  case "single_location" {
    when    = locations == 1
    value   = overall
    because = "The rating of the only location is the rating of the trust."
    source  = levels_of_rating
  }

  override "professional_judgement" {
    needs  = [by, reason, evidence]
    source = principles
  }
}

# The trust.

rating "question_of_services" {
  title   = "Key question of a trust without a location level"
  for     = [trust, question]
  applies = !location_level
  scale   = quality
  of      = each(services_of_trust.service_question)
  rules   = aggregation
  source  = levels_of_rating
}

rating "trust_question" {
  title = "Key question of the trust"
  for   = [trust, question]
  scale = quality
  of    = each(counted_locations.location_question)
  rules = aggregation

  case "well_led_is_judged" {
    when    = question == well_led
    value   = trust_well_led
    because = "Well-led is judged for the trust and not aggregated."
    source  = levels_of_rating
  }
  case "no_location_level" {
    when    = !location_level
    value   = question_of_services
    because = "The services of a trust without a location level are aggregated for the trust."
    source  = levels_of_rating
  }

  override "professional_judgement" {
    needs  = [by, reason, evidence]
    source = principles
  }
}

rating "overall" {
  title = "Trust: quality"
  scale = quality
  of    = each(question.trust_question)
  rules = aggregation

  case "not_yet" {
    when    = !core_services_inspected
    value   = previous_overall
    because = "The rating of a trust changes only after a judgement of well-led and a planned inspection of core services."
    source  = merged_trusts
  }

  override "professional_judgement" {
    needs  = [by, reason, evidence]
    source = principles
  }
}

rating "combined" {
  title   = "Trust: quality and use of resources"
  applies = is_rated(use_of_resources)
  else    = not_rated
  scale   = quality
  of      = [each(question.trust_question), use_of_resources]
  need    = "at least 6 of 6"
  source  = [use_of_resources_news, six_of_six]

  rule "inadequate" {
    requires = "inadequate_from or more of the rated are inadequate"
  }
  rule "requires_improvement" "some_inadequate" {
    requires = "1 or more of the rated are inadequate"
    source   = by_elimination
  }
  rule "requires_improvement" {
    requires = "improvement_of_six or more of the rated are requires_improvement"
  }
  rule "outstanding" {
    requires = "outstanding_from or more of the rated are outstanding and all of the rated are good or better"
  }
  rule "good" {
    requires = "otherwise"
  }

  override "professional_judgement" {
    needs  = [by, reason, evidence]
    source = principles
  }
}
