# Further tests: run them with `rubric test examples/cqc_intelligent_monitoring`.

test "University Hospitals Bristol, October 2013: 3 of a possible 162" {
  given  = { risks = 1, elevated_risks = 1, applicable_indicators = 81, special_measures = false, recently_inspected = false }
  expect = { score = 3, maximum = 162, proportional_score = 1.85, overall = absent(unpublished) }
  within = { proportional_score = 0.005 }
  source = uh_bristol
}

test "King's Lynn, November 2013: one elevated risk of 83, and band 1" {
  given  = { risks = 0, elevated_risks = 1, applicable_indicators = 83, special_measures = true, recently_inspected = false }
  expect = { score = 2, maximum = 166, overall = 1 }
  limits = { overall = [special_measures] }
  source = kings_lynn
}

test "recently inspected: no band" {
  given  = { risks = 5, elevated_risks = 2, applicable_indicators = 90, special_measures = false, recently_inspected = true }
  expect = { score = 9, overall = no_band }
  source = report_2014
}

test "which of the two comes first is not published" {
  given  = { special_measures = true, recently_inspected = true }
  expect = { overall = absent(undecided) }
}

test "a band is never computed from the score" {
  given  = { special_measures = false, recently_inspected = false }
  always = !is_rated(overall)
}

test "a negative standard error" {
  given   = { method = z_score, standard_error = -1 }
  refuses = [R0532]
}
