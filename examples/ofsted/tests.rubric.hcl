# Further tests: run them with `rubric test examples/ofsted`.

test "outstanding throughout" {
  given  = { grade = outstanding, safeguarding_effective = true, improving = false, leaders_can_improve = true }
  expect = { overall = outstanding, category = none }
  source = grade_descriptors
}

test "one good that improves" {
  given  = { grade = { quality_of_education = outstanding, behaviour_and_attitudes = good, personal_development = outstanding, leadership_and_management = outstanding, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, improving = true, leaders_can_improve = true }
  expect = { overall = outstanding }
  source = grade_descriptors
}

test "the one that is good may not be the quality of education" {
  given  = { grade = { quality_of_education = good, behaviour_and_attitudes = outstanding, personal_development = outstanding, leadership_and_management = outstanding, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, improving = true, leaders_can_improve = true }
  expect = { overall = good }
  source = grade_descriptors
}

test "ineffective safeguarding limits an outstanding school" {
  given  = { grade = outstanding, safeguarding_effective = false, improving = false, leaders_can_improve = true }
  expect = { overall = inadequate, category = serious_weaknesses }
  limits = { overall = [safeguarding] }
  source = evaluating
}

test "one inadequate judgement" {
  given  = { grade = { quality_of_education = good, behaviour_and_attitudes = good, personal_development = good, leadership_and_management = inadequate, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, improving = false, leaders_can_improve = false }
  expect = { overall = inadequate, category = special_measures }
  limits = { overall = [inadequate_judgement] }
  source = good_from_memory
}

test "ineffective safeguarding is never better than inadequate" {
  given  = { safeguarding_effective = false }
  never  = overall > inadequate
  source = evaluating
}

test "two that are good are one too many" {
  given  = { grade = { quality_of_education = outstanding, behaviour_and_attitudes = good, personal_development = good, leadership_and_management = outstanding, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, improving = true, leaders_can_improve = true }
  expect = { overall = good }
  source = grade_descriptors
}

test "the one below outstanding must be good" {
  given  = { grade = { quality_of_education = outstanding, behaviour_and_attitudes = requires_improvement, personal_development = outstanding, leadership_and_management = outstanding, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, improving = true, leaders_can_improve = true }
  expect = { overall = good }
  source = good_from_memory
}

test "two below good are one too many" {
  given  = { grade = { quality_of_education = good, behaviour_and_attitudes = requires_improvement, personal_development = requires_improvement, leadership_and_management = good, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, improving = true, leaders_can_improve = true }
  expect = { overall = requires_improvement }
  source = by_elimination
}

test "the one below good may not be inadequate" {
  given  = { grade = { quality_of_education = good, behaviour_and_attitudes = inadequate, personal_development = good, leadership_and_management = good, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, improving = true, leaders_can_improve = true }
  expect = { overall = inadequate }
  source = good_from_memory
}

test "one below good that does not improve" {
  given  = { grade = { quality_of_education = good, behaviour_and_attitudes = requires_improvement, personal_development = good, leadership_and_management = good, early_years = absent(not_applicable), sixth_form = absent(not_applicable) }, safeguarding_effective = true, improving = false, leaders_can_improve = true }
  expect = { overall = requires_improvement }
  source = by_elimination
}
