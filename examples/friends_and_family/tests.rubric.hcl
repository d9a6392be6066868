# Further tests: run them with `rubric test examples/friends_and_family`.

test "the small data, as the generator computes it" {
  data   = "data.csv"
  expect = "published.csv"
}

test "a hundred answers: 90% and 5% of all" {
  given  = { month = "2014-12-01", eligible = 400, asked_in = inpatient, answers = { extremely_likely = 60, likely = 30, neither = 4, unlikely = 3, extremely_unlikely = 2, dont_know = 1 } }
  expect = { recommend = 90, not_recommend = 5, score = absent(not_applicable), response_rate = 25 }
}

test "the same answers by the old score: don't know is left out" {
  given  = { month = "2014-09-01", eligible = 400, asked_in = inpatient, answers = { extremely_likely = 60, likely = 30, neither = 4, unlikely = 3, extremely_unlikely = 2, dont_know = 1 } }
  expect = { score = 52, recommend = absent(not_applicable) }
}

test "October 2014 begins a day before the percentages" {
  given  = { month = "2014-10-01", eligible = 400, asked_in = inpatient, answers = { extremely_likely = 60, likely = 30, neither = 4, unlikely = 3, extremely_unlikely = 2, dont_know = 1 } }
  expect = { score = 52, recommend = absent(not_applicable) }
  note   = "That a month counts by its first day is not said in what we read."
}

test "which is 51.515 before it is rounded" {
  given  = { month = "2014-09-01", answers = { extremely_likely = 60, likely = 30, neither = 4, unlikely = 3, extremely_unlikely = 2, dont_know = 1 } }
  always = round(score.unrounded, half_up(3)) == 51.515
}

test "two mixes of answers with one score" {
  data   = "cases/mixes.csv"
  expect = "cases/mixes.csv"
}

test "the ends of the score" {
  given  = { month = "2013-04-01", answers = { extremely_likely = 0, likely = 0, neither = 2, unlikely = 1, extremely_unlikely = 2, dont_know = 0 } }
  expect = { score = -100 }
}

test "nothing but don't know" {
  given  = { month = "2013-04-01", answers = { extremely_likely = 0, likely = 0, neither = 0, unlikely = 0, extremely_unlikely = 0, dont_know = 9 } }
  expect = { score = absent(undefined) }
}

test "nobody answered" {
  given  = { month = "2014-12-01", eligible = 40, asked_in = emergency, answers = 0 }
  expect = { responses = 0, response_rate = 0, recommend = absent(not_applicable), not_recommend = absent(not_applicable) }
}

test "a percentage is a percentage" {
  never = recommend > 100 || not_recommend > 100 || recommend + not_recommend > 101
}
