# What follows from the rules. The published categories are quoted in the README:
# the scores behind them are not public.

test "the small data, against results computed by other means" {
  data   = "data.csv"
  expect = "published.csv"
  within = { summary = 0.000001, equal_summary = 0.000001 }
}

test "five indicators carry half of the weight" {
  given  = { measured = 0, "measured.emergency_admissions" = 2, "measured.emergency_bed_days" = 2, "measured.delayed_transfers" = 2, "measured.finance" = 2, leadership_judgement = strong }
  expect = { summary = 1, theme_score = { hospital_performance = 0, patient_focused_change = 0, transformation = 2 }, overall = absent(unpublished) }
  source = weights_article
}

test "and twelve the other half" {
  given  = { measured = 2, "measured.emergency_admissions" = 0, "measured.emergency_bed_days" = 0, "measured.delayed_transfers" = 0, "measured.finance" = 0, leadership_judgement = weak }
  expect = { summary = 1 }
  source = lgc
}

test "leadership is a tenth, a judgement" {
  given  = { measured = 0, leadership_judgement = strong }
  expect = { "points.leadership" = 2, summary = 0.2 }
  source = [lgc, even_halves]
}

test "without the judgement there is no score" {
  given  = { measured = 2 }
  expect = { summary = absent(not_reported) }
}

test "prevention is three of the five" {
  given  = { "measured.emergency_admissions" = 2, "measured.emergency_bed_days" = 1, "measured.delayed_transfers" = 0 }
  expect = { "area_score.prevention" = 1 }
  source = weights_article
}

test "where half of the weight is" {
  given  = { measured = 1 }
  expect = { theme_weight = { transformation = 0.5 }, area_weight = { prevention = 0.3, leadership_area = 0.1 } }
  source = weights_article
}

test "each band of commissioning: the best" {
  given  = { commissioning_mean = 1.38 }
  expect = { commissioning = band_1 }
  note   = "The mean published for Frimley Health."
  source = hsj
}

test "the second" {
  given  = { commissioning_mean = 1.56 }
  expect = { commissioning = band_2 }
  note   = "The mean published for Northumberland, Tyne and Wear."
  source = hsj
}

test "the third, from its boundary" {
  given  = { commissioning_mean = 2 }
  expect = { commissioning = band_3 }
}

test "the fourth" {
  given  = { commissioning_mean = 2.99 }
  expect = { commissioning = band_4 }
}

test "the fifth" {
  given  = { commissioning_mean = 3 }
  expect = { commissioning = band_5 }
}

test "the worst" {
  given  = { commissioning_mean = 4 }
  expect = { commissioning = band_6 }
}

test "a score is never outside 0 to 2" {
  always = !is_present(summary) || 0 <= summary <= 2
}

# On which side of a boundary a mean falls, as far as it is decided here.

test "a mean of 1.49" {
  given  = { commissioning_mean = 1.49 }
  expect = { commissioning = band_1 }
}

test "a mean of 1.5" {
  given  = { commissioning_mean = 1.5 }
  expect = { commissioning = band_2 }
}

test "a mean of 1.99" {
  given  = { commissioning_mean = 1.99 }
  expect = { commissioning = band_2 }
}

test "a mean of 2" {
  given  = { commissioning_mean = 2 }
  expect = { commissioning = band_3 }
}

test "a mean of 2.49" {
  given  = { commissioning_mean = 2.49 }
  expect = { commissioning = band_3 }
}

test "a mean of 2.5" {
  given  = { commissioning_mean = 2.5 }
  expect = { commissioning = band_4 }
}

test "a mean of 2.99" {
  given  = { commissioning_mean = 2.99 }
  expect = { commissioning = band_4 }
}

test "a mean of 3" {
  given  = { commissioning_mean = 3 }
  expect = { commissioning = band_5 }
}

test "a mean of 3.49" {
  given  = { commissioning_mean = 3.49 }
  expect = { commissioning = band_5 }
}

test "a mean of 3.5" {
  given  = { commissioning_mean = 3.5 }
  expect = { commissioning = band_6 }
}
