# Further tests: run them with `rubric test examples/finance_risk/cosrr`.

test "small data of 2013" {
  data   = "data.csv"
  expect = "published.csv"
}

test "bands of 2013" {
  data   = "cases/bands.csv"
  expect = "cases/bands.csv"
}

test "average of 2013" {
  given  = { liquidity = 1, capital = 4 }
  expect = { average = 2.5, overall = 3 }
}

test "order of 2013" {
  given = { capital = 2 }
  never = liquidity == 4 && overall < 3
}
