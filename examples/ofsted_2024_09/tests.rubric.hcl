# Further tests: run them with `rubric test examples/ofsted_2024_09`.

test "one inadequate judgement is a category of concern" {
  given  = { grade = { quality_of_education = good, behaviour_and_attitudes = good, personal_development = good, leadership_and_management = inadequate, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, leaders_can_improve = true }
  expect = { category = serious_weaknesses }
  source = no_overall
}

test "ineffective safeguarding is a category of concern" {
  given  = { grade = outstanding, safeguarding_effective = false, leaders_can_improve = false }
  expect = { category = special_measures }
  source = no_overall
}

test "what requires improvement is none" {
  given  = { grade = requires_improvement, safeguarding_effective = true, leaders_can_improve = true }
  expect = { category = none }
  source = no_overall
}
