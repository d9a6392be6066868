# Further tests: run them with `rubric test examples/outcomes_frameworks/nhs`.

test "fewer deaths are an improvement" {
  given  = { preventable_deaths_england = 180, preventable_deaths_england_before = 190 }
  expect = { "trend.preventable_deaths" = improved }
}

test "more deaths" {
  given  = { preventable_deaths_england = 190, preventable_deaths_england_before = 180 }
  expect = { "trend.preventable_deaths" = worsened }
}

test "one in a hundred is no change" {
  given  = { preventable_deaths_england = 198, preventable_deaths_england_before = 200, at_home_england = 81, at_home_england_before = 81, employment_gap_england = 60, employment_gap_england_before = 60 }
  expect = { "trend.preventable_deaths" = no_change, "trend.at_home" = no_change, "trend.employment_gap" = no_change }
}

test "where high is good" {
  given  = { at_home_england = 83, at_home_england_before = 82, employment_gap_england = 62, employment_gap_england_before = 60 }
  expect = { "trend.at_home" = improved, "trend.employment_gap" = worsened }
}

test "and where it falls" {
  given  = { at_home_england = 81, at_home_england_before = 82, employment_gap_england = 60, employment_gap_england_before = 62 }
  expect = { "trend.at_home" = worsened, "trend.employment_gap" = improved }
}

test "one in a hundred better is no change" {
  given  = { employment_gap_england = 99, employment_gap_england_before = 100, at_home_england = 80.8, at_home_england_before = 80 }
  expect = { "trend.employment_gap" = no_change, "trend.at_home" = no_change }
}

test "one in a hundred worse is no change" {
  given  = { employment_gap_england = 101, employment_gap_england_before = 100, at_home_england = 79.2, at_home_england_before = 80, preventable_deaths_england = 202, preventable_deaths_england_before = 200 }
  expect = { "trend.employment_gap" = no_change, "trend.at_home" = no_change, "trend.preventable_deaths" = no_change }
}
