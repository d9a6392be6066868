# Further tests: run them with `rubric test examples/fhrs`.

test "the ratings of the small data, as the register has them" {
  data    = "data.csv"
  expect  = "data.csv"
  columns = { overall = "RatingValue" }
  except "100013" { because = "Rated in the register, but its scores are not published." }
}

test "each row of the mapping, on both of its ceilings" {
  data   = "cases/mapping.csv"
  expect = "cases/mapping.csv"
}

test "a single score of thirty is never better than urgent" {
  given = { status = absent(rated) }
  never = worst_score > 20 && overall > 0
}

test "fifteen points or less, none above five: always very good" {
  given  = { status = absent(rated) }
  always = total > 15 || worst_score > 5 || overall == 5
}

test "the scores that exist give every business a rating" {
  given  = { hygiene = 10, status = absent(rated) }
  always = is_rated(overall) || !is_present(total)
}

test "there is no score of fifteen for confidence" {
  given   = { confidence = 15 }
  refuses = [R0532]
}

test "the state comes before the scores" {
  given  = { hygiene = 0, structural = 0, confidence = 0, status = awaiting_publication }
  expect = { total = 0, overall = awaiting_publication }
  limits = { overall = [not_rated] }
}

test "the worst structure there is" {
  given  = { hygiene = 0, structural = 25, confidence = 0, status = absent(rated) }
  expect = { total = 25, worst_score = 25, overall = 0 }
}

test "a rating of the register is never taken for one that is computed" {
  data   = "cases/without_scores.csv"
  expect = { overall = absent(not_reported) }
}

test "no rating is below zero" {
  data    = "cases/below_zero.csv"
  refuses = [R0531]
}
