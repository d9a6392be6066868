# Further tests: run them with `rubric test examples/outcomes_frameworks/nhs`.

test "fewer deaths are an improvement" {
  given  = { preventable_deaths_england = 180, preventable_deaths_england_before = 190 }
  expect = { preventable_deaths_trend = improved }
}

test "more deaths" {
  given  = { preventable_deaths_england = 190, preventable_deaths_england_before = 180 }
  expect = { preventable_deaths_trend = worsened }
}

test "one in a hundred is no change" {
  given  = { preventable_deaths_england = 198, preventable_deaths_england_before = 200, at_home_england = 81, at_home_england_before = 81, employment_gap_england = 60, employment_gap_england_before = 60 }
  expect = { preventable_deaths_trend = no_change, at_home_trend = no_change, employment_gap_trend = no_change }
}

test "where high is good" {
  given  = { at_home_england = 83, at_home_england_before = 82, employment_gap_england = 62, employment_gap_england_before = 60 }
  expect = { at_home_trend = improved, employment_gap_trend = worsened }
}

test "and where it falls" {
  given  = { at_home_england = 81, at_home_england_before = 82, employment_gap_england = 60, employment_gap_england_before = 62 }
  expect = { at_home_trend = worsened, employment_gap_trend = improved }
}

test "one in a hundred better is no change" {
  given  = { employment_gap_england = 99, employment_gap_england_before = 100, at_home_england = 80.8, at_home_england_before = 80 }
  expect = { employment_gap_trend = no_change, at_home_trend = no_change }
}

test "one in a hundred worse is no change" {
  given  = { employment_gap_england = 101, employment_gap_england_before = 100, at_home_england = 79.2, at_home_england_before = 80, preventable_deaths_england = 202, preventable_deaths_england_before = 200 }
  expect = { employment_gap_trend = no_change, at_home_trend = no_change, preventable_deaths_trend = no_change }
}
