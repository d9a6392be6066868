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

test "usual response of inpatients" {
  given  = { asked_in = inpatient }
  expect = { usual_response = 27 }
  source = itv
}

test "usual response in emergency" {
  given  = { asked_in = emergency }
  expect = { usual_response = 10 }
  source = itv
}

test "five answers on the first day of the percentages" {
  given  = { month = "2014-10-02", eligible = 5, answers = { extremely_likely = 5, likely = 0, neither = 0, unlikely = 0, extremely_unlikely = 0, dont_know = 0 } }
  expect = { recommend = 100, not_recommend = 0, score = absent(not_applicable) }
}

test "five answers on the day before" {
  given  = { month = "2014-10-01", eligible = 5, answers = { extremely_likely = 5, likely = 0, neither = 0, unlikely = 0, extremely_unlikely = 0, dont_know = 0 } }
  expect = { recommend = absent(not_applicable), not_recommend = absent(not_applicable), score = 100 }
}

test "four answers are too few" {
  given  = { month = "2014-09-01", answers = { extremely_likely = 4, likely = 0, neither = 0, unlikely = 0, extremely_unlikely = 0, dont_know = 0 } }
  expect = { score = absent(not_applicable) }
}

test "one patient who was asked" {
  given  = { eligible = 1, responses = 1 }
  expect = { response_rate = 100 }
}

test "nobody was asked" {
  given   = { eligible = 0 }
  refuses = [R0532]
}

test "fewer answers than none" {
  given   = { answers = { likely = -1 } }
  refuses = [R0532]
}
