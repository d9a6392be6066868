# Further tests: run them with `rubric test examples/ofsted_report_card`.

test "special measures: leadership and another area" {
  given  = { grade = { leadership = urgent_improvement, curriculum = urgent_improvement, attendance = expected_standard, achievement = expected_standard, development = expected_standard, inclusion = expected_standard, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_met = true, fixable = false }
  expect = { category = special_measures }
  source = categories
}

test "special measures: leadership and safeguarding" {
  given  = { grade = { leadership = urgent_improvement, curriculum = expected_standard, attendance = expected_standard, achievement = expected_standard, development = expected_standard, inclusion = expected_standard, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_met = false, fixable = false }
  expect = { category = special_measures }
  source = categories
}

test "leadership alone requires significant improvement" {
  given  = { grade = { leadership = urgent_improvement, curriculum = expected_standard, attendance = expected_standard, achievement = expected_standard, development = expected_standard, inclusion = expected_standard, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_met = true, fixable = false }
  expect = { category = requires_significant_improvement }
  source = categories
}

test "two areas without leadership require significant improvement" {
  given  = { grade = { leadership = needs_attention, curriculum = urgent_improvement, attendance = urgent_improvement, achievement = expected_standard, development = expected_standard, inclusion = expected_standard, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_met = true, fixable = false }
  expect = { category = requires_significant_improvement }
  source = categories
}

test "safeguarding alone requires significant improvement" {
  given  = { grade = strong_standard, safeguarding_met = false, fixable = false }
  expect = { category = requires_significant_improvement }
  source = categories
}

test "suspended: what can be put right within three months" {
  given  = { grade = strong_standard, safeguarding_met = false, fixable = true }
  expect = { category = deferred }
  limits = { category = [suspend_and_return] }
  source = categories
}

test "nothing to put right" {
  given  = { grade = strong_standard, safeguarding_met = true, fixable = true }
  expect = { category = none }
  limits = { category = [] }
}

test "the staircase: strong in places, and not all of expected" {
  given  = { urgent = false, expected_met = false, strong_met = true, exceptional_met = true, safeguarding_met = true, fixable = false }
  expect = { "grade.curriculum" = needs_attention }
  source = staircase
}

test "no area is better than needs attention without the expected standard" {
  given  = { expected_met = false }
  never  = any(each(area.grade) > needs_attention)
  source = staircase
}
