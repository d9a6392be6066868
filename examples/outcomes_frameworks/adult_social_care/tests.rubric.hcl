# Further tests: run them with `rubric test examples/outcomes_frameworks/adult_social_care`.

test "movement has a sign" {
  given  = { employment_gap_value = 61.5, employment_gap_before = 63, at_home_value = 80, at_home_before = 82.5 }
  expect = { employment_gap = 61.5, employment_gap_moved = -1.5, at_home_moved = -2.5, social_contact_moved = absent(not_reported) }
}

test "nobody is rated" {
  given  = { direct_payments_value = 30, direct_payments_before = 28 }
  expect = { direct_payments = 30, direct_payments_moved = 2 }
}
