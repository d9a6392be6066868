# Further tests: run them with `rubric test examples/outcomes_frameworks/public_health`.

test "the small data, as the generator computes it" {
  data   = "data.csv"
  expect = "published.csv"
}

test "an end on the benchmark is similar" {
  given  = { employment_gap_value = 64, employment_gap_low = 62, employment_gap_high = 66, employment_gap_england = 62 }
  expect = { employment_gap_compared = similar }
}

test "low is good" {
  given  = { employment_gap_value = 64, employment_gap_low = 62.1, employment_gap_high = 66, employment_gap_england = 62 }
  expect = { employment_gap_compared = worse }
}

test "below it" {
  given  = { employment_gap_value = 60, employment_gap_low = 58, employment_gap_high = 61.9, employment_gap_england = 62 }
  expect = { employment_gap_compared = better }
}

test "no polarity, no judgement" {
  given  = { diabetes_value = 8, diabetes_low = 7.5, diabetes_high = 8.5, diabetes_england = 6.4 }
  expect = { diabetes_compared = higher }
}

test "no polarity, below" {
  given  = { diabetes_value = 5, diabetes_low = 4.5, diabetes_high = 5.5, diabetes_england = 6.4 }
  expect = { diabetes_compared = lower }
}

test "high is good" {
  given  = { social_contact_value = 50, social_contact_low = 48, social_contact_high = 52, social_contact_england = 45 }
  expect = { social_contact_compared = better }
}

test "high is good, and it is low" {
  given  = { social_contact_value = 40, social_contact_low = 38, social_contact_high = 42, social_contact_england = 45 }
  expect = { social_contact_compared = worse }
}

test "no interval: the fifth" {
  given  = { social_contact_value = 50, social_contact_fifth = 4, social_contact_england = 45 }
  expect = { social_contact_compared = fifth_4 }
}

test "no interval, and no fifths for this one" {
  given  = { diabetes_value = 8 }
  expect = { diabetes_compared = not_compared }
}

test "no value" {
  given  = { preventable_deaths_low = 150 }
  expect = { preventable_deaths_compared = not_compared, social_contact_compared = not_compared }
}

test "ends of the goal" {
  data   = "cases/goal.csv"
  expect = "cases/goal.csv"
}

test "half an interval is none" {
  data   = "cases/intervals.csv"
  expect = "cases/intervals.csv"
}

test "more children than all" {
  given   = { mmr_value = 101 }
  refuses = [R0532]
}

test "fewer children than none" {
  given   = { mmr_value = -1 }
  refuses = [R0532]
}

test "all children" {
  given  = { mmr_value = 100 }
  expect = { mmr = 100 }
}

test "none of the children" {
  given  = { mmr_value = 0 }
  expect = { mmr = 0 }
}
