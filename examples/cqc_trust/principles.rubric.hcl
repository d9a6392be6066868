# The tables of thresholds depend on how many ratings are aggregated. Each figure
# is a parameter, so that each says how sure it is.

parameter "two_of_four_to_eight" {
  title  = "Requires improvement: how many of 4 to 8 ratings"
  value  = 2
  source = rule_of_two
}

parameter "one_of_three" {
  title  = "Requires improvement: how many of 1 to 3 ratings"
  value  = 1
  source = table_from_memory
}

parameter "three_of_nine" {
  title  = "Requires improvement: how many of 9 or more ratings"
  value  = 3
  source = table_from_memory
}

parameter "outstanding_from" {
  title = "How many outstanding ratings make the result outstanding"
  per = {
    "1 to 3"    = 1
    "4 to 8"    = 2
    "9 or more" = 3
  }
  source = [principles, fewer_rated]
}

parameter "improvement_from" {
  title = "How many ratings of requires improvement limit the result"
  per = {
    "1 to 3"    = one_of_three
    "4 to 8"    = two_of_four_to_eight
    "9 or more" = three_of_nine
  }
  source = fewer_rated
}

parameter "inadequate_from" {
  title = "How many inadequate ratings make the result inadequate"
  per = {
    "1 to 3"    = 1
    "4 to 8"    = 2
    "9 or more" = 3
  }
  source = table_from_memory
}

parameter "improvement_of_six" {
  title  = "How many of the six ratings of the combined rating limit it"
  value  = 3
  source = rule_of_two
}

parameter "years_left_out" {
  title  = "Years for which acquired services are not aggregated for the trust"
  value  = 2
  source = merged_trusts
}

ladder "aggregation" {
  title  = "Ratings principles"
  scale  = quality
  source = principles

  rule "not_rated" {
    requires = "none are rated"
  }
  rule "inadequate" {
    requires = "inadequate_from or more of the rated are inadequate"
  }
  rule "requires_improvement" "some_inadequate" {
    requires = "1 or more of the rated are inadequate"
    source   = by_elimination
  }
  rule "requires_improvement" {
    requires = "improvement_from or more of the rated are requires_improvement"
  }
  rule "outstanding" {
    requires = "outstanding_from or more of the rated are outstanding and all of the rated are good or better"
  }
  rule "good" {
    requires = "otherwise"
  }
}

derive "location_is_new" {
  for    = location
  value  = is_present(location_acquired_on) && years_between(location_acquired_on, reported_on) < years_left_out
  source = merged_trusts
}

derive "service_is_new" {
  for    = service
  value  = is_present(service_acquired_on) && years_between(service_acquired_on, reported_on) < years_left_out
  source = merged_trusts
}

population "counted_services" {
  title  = "Services that count for their location"
  of     = service
  where  = !significantly_small
  source = small_left_out
}

population "counted_locations" {
  title  = "Locations that count for their trust"
  of     = location
  where  = !location_is_new
  source = merged_trusts
}

population "services_of_trust" {
  title  = "Services that count for a trust without a location level"
  of     = service
  where  = !significantly_small && !service_is_new
  source = [small_left_out, merged_trusts]
}
