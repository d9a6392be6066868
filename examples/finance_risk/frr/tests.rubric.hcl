# Further tests: run them with `rubric test examples/finance_risk/frr`.

test "the small data, as the generator computes it" {
  data   = "data.csv"
  expect = "published.csv"
}

test "a trust's return: 3, 4, 3, 2 and 3 give 2.9, and 3" {
  given  = { margin = 3, plan = 4, net_return = 3, surplus = 2, liquidity = 3, plan_late = false, plan_incomplete = false, dividend_unpaid = false, borrowing_breach = false }
  expect = { weighted = 2.9, overall = 3 }
  limits = { overall = [] }
  source = frr_table
}

test "another, as published: 3.6 would be 4, and a margin of 3.7% holds it at 3" {
  given  = { weighted = 3.6, ebitda_margin = 0.037, plan = 5, net_return = 3, surplus = 4, liquidity = 5, plan_late = false, plan_incomplete = false, dividend_unpaid = false, borrowing_breach = false }
  expect = { margin = 2, overall = 3 }
  limits = { overall = [one_at_2] }
  source = hsj_capped
}

test "the same without the cap" {
  given  = { weighted = 3.6, margin = 3, plan = 5, net_return = 3, surplus = 4, liquidity = 5, plan_late = false, plan_incomplete = false, dividend_unpaid = false, borrowing_breach = false }
  expect = { overall = 4 }
  source = hsj_capped
}

test "a third, as published: 3.2 is 3" {
  given  = { weighted = 3.2, margin = 3, plan = 3, net_return = 3, surplus = 3, liquidity = 4, plan_late = false, plan_incomplete = false, dividend_unpaid = false, borrowing_breach = false }
  expect = { overall = 3 }
  source = hsj_rounded
}

test "below a half" {
  given  = { margin = 4, plan = 5, net_return = 3, surplus = 3, liquidity = 3, plan_late = false, plan_incomplete = false, dividend_unpaid = false, borrowing_breach = false }
  expect = { weighted = 3.45, overall = 3 }
}

test "a half goes up" {
  given  = { margin = 4, plan = 3, net_return = 3, surplus = 3, liquidity = 4, plan_late = false, plan_incomplete = false, dividend_unpaid = false, borrowing_breach = false }
  expect = { weighted = 3.5, overall = 4 }
}

test "plan late" {
  given  = { margin = 5, plan = 5, net_return = 5, surplus = 5, liquidity = 5, plan_late = true, plan_incomplete = false, dividend_unpaid = false, borrowing_breach = false }
  expect = { overall = 3 }
  limits = { overall = [plan_late] }
}

test "plan incomplete" {
  given  = { margin = 5, plan = 5, net_return = 5, surplus = 5, liquidity = 5, plan_late = false, plan_incomplete = true, dividend_unpaid = false, borrowing_breach = false }
  expect = { overall = 3 }
  limits = { overall = [plan_incomplete] }
}

test "dividend not paid" {
  given  = { margin = 5, plan = 5, net_return = 5, surplus = 5, liquidity = 5, plan_late = false, plan_incomplete = false, dividend_unpaid = true, borrowing_breach = false }
  expect = { overall = 2 }
  limits = { overall = [dividend_unpaid] }
}

test "borrowing" {
  given  = { margin = 5, plan = 5, net_return = 5, surplus = 5, liquidity = 5, plan_late = false, plan_incomplete = false, dividend_unpaid = false, borrowing_breach = true }
  expect = { overall = 2 }
  limits = { overall = [borrowing_breach] }
}

test "one at 1, two at 2, two at 1" {
  data   = "cases/criteria.csv"
  expect = "cases/criteria.csv"
}

test "the ends of every band" {
  data   = "cases/bands.csv"
  expect = "cases/bands.csv"
}

test "two criteria at 1 leave nothing but 1" {
  never = margin == 1 && liquidity == 1 && overall > 1
}
