# What follows from the rules. Distributions of published ratings are not tested:
# what they were computed from is not known.

test "the small data, against results computed by other means" {
  data   = "data.csv"
  expect = "published.csv"
  within = { area_score = 0.000001 }
}

test "one target under-achieved is still clear" {
  given  = { sector_of = acute, has_ae = true, reported_target = { ae_12_hours = achieved, ae_total_time = achieved, cancelled_operations = achieved, financial_position = achieved, hospital_cleanliness = achieved, improving_working_lives = achieved, inpatient_waits = underachieved, outpatient_waits = achieved, two_week_cancer = achieved }, outpatient_breaches = 5 }
  expect = { penalty_points = 2, targets = clear }
  source = times
}

test "two are not, and where the cut-offs lie was not found" {
  given  = { sector_of = acute, has_ae = true, reported_target = { ae_12_hours = achieved, ae_total_time = achieved, cancelled_operations = underachieved, financial_position = achieved, hospital_cleanliness = achieved, improving_working_lives = achieved, inpatient_waits = underachieved, outpatient_waits = achieved, two_week_cancer = achieved }, outpatient_breaches = 0 }
  expect = { penalty_points = 4, targets = absent(unpublished), overall = absent(unpublished) }
}

test "one significantly under-achieved costs as much as three" {
  given  = { sector_of = acute, has_ae = true, reported_target = { ae_12_hours = significantly_underachieved, ae_total_time = achieved, cancelled_operations = achieved, financial_position = achieved, hospital_cleanliness = achieved, improving_working_lives = achieved, inpatient_waits = achieved, outpatient_waits = achieved, two_week_cancer = achieved }, outpatient_breaches = 0 }
  expect = { penalty_points = 6 }
  source = recalled
}

test "without A&E its two targets are skipped" {
  given  = { sector_of = acute, has_ae = false, reported_target = { ae_12_hours = significantly_underachieved, ae_total_time = significantly_underachieved, cancelled_operations = achieved, financial_position = achieved, hospital_cleanliness = achieved, improving_working_lives = achieved, inpatient_waits = achieved, outpatient_waits = achieved, two_week_cancer = achieved }, outpatient_breaches = 0 }
  expect = { "target_result.ae_12_hours" = absent(not_applicable), penalty_points = 0, targets = clear }
  source = overview
}

test "the sixth breach" {
  given  = { sector_of = primary_care, has_ae = false, reported_target = achieved, outpatient_breaches = 6, outpatients_waiting = 24000 }
  expect = { "target_result.outpatient_waits" = underachieved, penalty_points = 2, outpatient_rate = 0.25 }
  source = bmj
}

test "five breaches, a small trust: 27 times the rate, and achieved" {
  given  = { sector_of = primary_care, has_ae = false, reported_target = achieved, outpatient_breaches = 5, outpatients_waiting = 900 }
  expect = { "target_result.outpatient_waits" = achieved, outpatient_rate = 5.56 }
  source = bmj
}

test "a review before August 2002 is stale, and its assessment anew counts" {
  given  = { sector_of = acute, review_published = "2002-07-31", component_result = i, assessed_anew = ii }
  expect = { review = sound }
  source = reviews
}

test "on the first of August it is not" {
  given  = { sector_of = acute, review_published = "2002-08-01", component_result = i, assessed_anew = ii }
  expect = { review = failing }
  source = reviews
}

test "stale, and not assessed anew" {
  given  = { sector_of = acute, review_published = "2002-07-31", component_result = iv }
  expect = { review = absent(undecided) }
}

test "one component at I" {
  given  = { sector_of = acute, review_published = "2003-01-15", component_result = { consultation = i, audit = iii, risk = iii, effectiveness = iii, staffing = iii, education = iii, information = iii } }
  expect = { review = weak }
}

test "reviews of primary care trusts are not used" {
  given  = { sector_of = primary_care, component_result = i }
  expect = { review = not_used }
  source = reviews
}

test "failing reviews give no star whatever the targets" {
  given  = { targets = absent, scorecard = absent, review = failing }
  expect = { overall = 0 }
}

test "too many points give none" {
  given  = { targets = excessive, scorecard = open, review = sound }
  expect = { overall = 0 }
}

test "many points" {
  given  = { targets = many, scorecard = open, review = sound }
  expect = { overall = 1 }
}

test "some points" {
  given  = { targets = some, scorecard = open, review = not_used }
  expect = { overall = 2 }
}

test "an area in the lowest band blocks the third star" {
  given  = { targets = clear, area_result = { clinical = upper, patient = upper, capacity = lowest }, review = sound }
  expect = { scorecard = blocked, overall = 2 }
}

test "a component at I does, too: two stars and not three, as in Northumbria" {
  given  = { targets = clear, area_result = { clinical = upper, patient = middle, capacity = middle }, review = weak }
  expect = { scorecard = open, overall = 2 }
  source = reviews
}

test "nothing in the way" {
  given  = { targets = clear, scorecard = open, review = not_used }
  expect = { overall = 3 }
}

test "the two indicators of July 2002 do not count" {
  given  = { indicator_band = { catering_access = 1, information_management = 1, capacity_01 = 4, capacity_02 = 4, capacity_03 = 4, capacity_04 = 4, capacity_05 = 4, capacity_06 = 4, capacity_07 = 4 } }
  expect = { "area_score.capacity" = 4 }
  source = hansard
}

test "no third star beside a review that fails" {
  never = review == failing && overall > 0
}

test "nor beside two targets under-achieved" {
  never = penalty_points > 2 && overall == 3
}

test "fewer breaches than none" {
  given   = { sector_of = acute, outpatient_breaches = -1 }
  refuses = [R0532]
}

test "a band of zero" {
  given   = { indicator_band = 0 }
  refuses = [R0532]
}

test "a band of six" {
  given   = { indicator_band = 6 }
  refuses = [R0532]
}

test "nobody waits" {
  given   = { sector_of = acute, outpatients_waiting = 0 }
  refuses = [R0532]
}

test "more than one under-achieved" {
  given  = { penalty_points = 3 }
  expect = { targets = absent(unpublished) }
}
