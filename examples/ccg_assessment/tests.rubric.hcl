test "the worst of five decides" {
  given  = { has_delegated_functions = true, in_special_measures = false, domain_result = { well_led = outstanding, delegated = good, finance = inadequate, performance = outstanding, planning = good } }
  expect = { overall = inadequate, inadequate_domains = 1 }
  source = hsj_draft
}

test "functions that it does not have are left out" {
  given  = { has_delegated_functions = false, in_special_measures = true, domain_result = { well_led = good, delegated = inadequate, finance = good, performance = outstanding, planning = good } }
  expect = { overall = good, inadequate_domains = 0 }
  source = hsj_draft
}

test "a domain that was not judged is not left out" {
  given  = { has_delegated_functions = false, domain_result = { well_led = good, finance = good, performance = good } }
  expect = { overall = absent(not_reported) }
}

test "one is enough" {
  given = { has_delegated_functions = true, domain_result = { finance = inadequate } }
  never = overall > inadequate
}
