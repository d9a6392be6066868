# The cases on the rule of two and on the combined rating, and one for each rule,
# from the ratings of the trust's key questions on.

test "four to eight ratings: two that require improvement" {
  given  = { core_services_inspected = true, trust_question = { safe = good, effective = good, caring = good, responsive = requires_improvement, well_led = requires_improvement } }
  expect = { overall = requires_improvement }
  source = rule_of_two
}

test "four to eight ratings: one that requires improvement" {
  given  = { core_services_inspected = true, trust_question = { safe = requires_improvement, effective = good, caring = good, responsive = good, well_led = good } }
  expect = { overall = good }
  source = rule_of_two
}

test "combined: two of six require improvement" {
  given  = { use_of_resources = requires_improvement, trust_question = { safe = good, effective = good, caring = good, responsive = good, well_led = requires_improvement } }
  expect = { combined = good }
  source = rule_of_two
}

test "combined: three of six require improvement" {
  given  = { use_of_resources = requires_improvement, trust_question = { safe = requires_improvement, effective = good, caring = good, responsive = good, well_led = requires_improvement } }
  expect = { combined = requires_improvement }
  source = rule_of_two
}

test "two outstanding and the rest good" {
  given  = { core_services_inspected = true, use_of_resources = good, trust_question = { safe = good, effective = good, caring = outstanding, responsive = good, well_led = outstanding } }
  expect = { overall = outstanding, combined = outstanding }
  source = principles
}

test "two outstanding, one requires improvement" {
  given  = { core_services_inspected = true, trust_question = { safe = requires_improvement, effective = good, caring = outstanding, responsive = good, well_led = outstanding } }
  expect = { overall = good }
  source = principles
}

test "one inadequate" {
  given  = { core_services_inspected = true, use_of_resources = good, trust_question = { safe = inadequate, effective = good, caring = good, responsive = good, well_led = good } }
  expect = { overall = requires_improvement, combined = requires_improvement }
  source = by_elimination
}

test "two inadequate" {
  given  = { core_services_inspected = true, use_of_resources = inadequate, trust_question = { safe = inadequate, effective = good, caring = good, responsive = good, well_led = inadequate } }
  expect = { overall = inadequate, combined = inadequate }
  source = table_from_memory
}

test "three rated, one of them outstanding" {
  given  = { core_services_inspected = true, trust_question = { safe = good, effective = not_rated, caring = outstanding, responsive = good, well_led = not_rated } }
  expect = { overall = outstanding }
  source = fewer_rated
}

test "no question rated" {
  given  = { core_services_inspected = true, trust_question = not_rated }
  expect = { overall = not_rated }
  source = fewer_rated
}

test "no planned inspection: the rating before" {
  given  = { core_services_inspected = false, previous_overall = good, trust_question = inadequate }
  expect = { overall = good }
  source = merged_trusts
}

test "use of resources not assessed" {
  given  = { trust_question = outstanding }
  expect = { combined = not_rated }
  source = use_of_resources_news
}

test "a key question without a rating" {
  given  = { use_of_resources = good, trust_question = { safe = good, effective = good, caring = good, responsive = good, well_led = absent } }
  expect = { combined = absent(coverage) }
  source = six_of_six
}
