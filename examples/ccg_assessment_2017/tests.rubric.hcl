test "the small data, against results computed by other means" {
  data   = "data.csv"
  expect = "published.csv"
  within = { part_score = 0.000001, summary = 0.000001 }
}

test "finance and leadership are half of the score" {
  given  = { score = 2, "score.i01" = 0, "score.i02" = 0, "score.i03" = 0, "score.i04" = 0 }
  expect = { summary = 1, by_score = absent(unpublished) }
}

test "red for both" {
  given  = { score = 2, "score.i01" = 0, "score.i02" = 0, "score.i03" = 0, "score.i04" = 0, in_special_measures = false, under_directions = false }
  expect = { overall = inadequate }
  limits = { overall = [finance_and_leadership] }
}

test "red for finance only" {
  given  = { score = 2, "score.i01" = 0, "score.i02" = 0, by_score = good, in_special_measures = false, under_directions = false }
  expect = { overall = good }
  limits = { overall = [] }
}

test "directions" {
  given  = { score = 2, by_score = good, in_special_measures = false, under_directions = true }
  expect = { overall = requires_improvement }
  limits = { overall = [directions] }
}

test "special measures" {
  given  = { score = 2, by_score = outstanding, in_special_measures = true, under_directions = true }
  expect = { overall = inadequate }
  limits = { overall = [special_measures] }
}

test "an indicator that is not reported is left out" {
  given  = { score = 1, "score.i05" = absent(not_reported), "score.i06" = 2 }
  expect = { "part_score.finance" = 1 }
}

test "a part without a score leaves none" {
  given  = { score = 1, "score.i01" = absent(not_reported), "score.i02" = absent(not_reported) }
  expect = { summary = absent(empty) }
}

test "a panel decides what no formula does" {
  data      = "data.csv"
  overrides = "overrides.csv"
  expect    = "cases/clinical.csv"
  source    = framework_page
}
