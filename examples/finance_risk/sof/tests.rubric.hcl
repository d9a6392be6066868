# Further tests: run them with `rubric test examples/finance_risk/sof`.

test "the small data, as the generator computes it" {
  data   = "data.csv"
  expect = "published.csv"
}

test "Alder Hey, 2017/18: five figures, their scores and the whole, as published" {
  given  = { liquidity_days = 30.56, capital_service = 2.6, ie_margin = 0.0846, from_plan = 0.084, agency_over_cap = -0.5596, control_total_agreed = true, surplus_planned = true }
  expect = { liquidity = 1, capital = 1, surplus = 1, plan = 1, agency = 1, overall = 1, support = false }
  source = alder_hey
}

test "the ends of every band" {
  data   = "cases/bands.csv"
  expect = "cases/bands.csv"
}

test "one metric at 4" {
  given  = { liquidity = 1, capital = 1, surplus = 1, plan = 1, agency = 4, control_total_agreed = true, surplus_planned = true }
  expect = { average = 1.6, overall = 3, support = true }
  limits = { overall = [any_at_4] }
}

test "no control total, surplus planned" {
  given  = { liquidity = 1, capital = 1, surplus = 1, plan = 1, agency = 1, control_total_agreed = false, surplus_planned = true }
  expect = { overall = 2 }
  limits = { overall = [no_total_surplus] }
}

test "no control total, deficit planned" {
  given  = { liquidity = 1, capital = 1, surplus = 2, plan = 1, agency = 1, control_total_agreed = false, surplus_planned = false }
  expect = { overall = 3 }
  limits = { overall = [no_total_deficit] }
}

test "a cap does not lift the worst" {
  given  = { liquidity = 4, capital = 4, surplus = 4, plan = 4, agency = 4, control_total_agreed = false, surplus_planned = false }
  expect = { overall = 4 }
  limits = { overall = [] }
}

test "shadow metrics count nowhere" {
  given  = { liquidity = 1, capital = 1, surplus = 1, plan = 1, agency = 1, control_total_agreed = true, surplus_planned = true, cost_per_unit_change = 0.5, capital_over_control = 2 }
  expect = { cost_change = 50, capital_control = 200, overall = 1 }
}

test "a metric at 4 is never better than 3" {
  never = (liquidity == 4 || capital == 4 || surplus == 4 || plan == 4 || agency == 4) && overall < 3
}
