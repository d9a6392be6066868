# Further tests: run them with `rubric test examples/finance_risk/fsrr`.

test "the small data, as the generator computes it" {
  data   = "data.csv"
  expect = "published.csv"
}

test "the ends of every band" {
  data   = "cases/bands.csv"
  expect = "cases/bands.csv"
}

test "a metric at 1 caps at 2" {
  given  = { liquidity = 4, capital = 4, surplus = 4, plan = 1 }
  expect = { average = 3.25, overall = 2 }
  limits = { overall = [one_at_1] }
}

test "two and a half, without a 1" {
  given  = { liquidity = 2, capital = 3, surplus = 2, plan = 3 }
  expect = { average = 2.5, overall = 3 }
}

test "two and a quarter: rounded up it would be 3" {
  given  = { liquidity = 2, capital = 3, surplus = 2, plan = 2, unlikely_to_worsen = true }
  expect = { average = 2.25, overall = 2 }
}

test "nothing said about getting worse is no star" {
  given  = { liquidity = 2, capital = 2, surplus = 2, plan = 2 }
  expect = { overall = 2 }
}

test "a metric at 1 is never better than 2" {
  never = (liquidity == 1 || capital == 1 || surplus == 1 || plan == 1) && overall > 2
}
