# Further tests: run them with `rubric test examples/local_system`.

test "departments by their indicators" {
  data   = "cases/departments.csv"
  expect = "cases/departments.csv"
}

test "harm makes inadequate, and the explanation says so" {
  given  = { open = true, waits = outstanding, safety = poor, experience = outstanding }
  expect = { from_data = poor }
  limits = { from_data = [unsafe] }
}

test "one missing indicator leaves open only what it could change" {
  given  = { open = true, waits = poor, safety = fair, experience = absent(too_small) }
  expect = { from_data = absent(undecided) }
}

test "and decides where it could not" {
  given  = { open = true, waits = poor, safety = poor, experience = absent(too_small) }
  expect = { from_data = poor }
}

test "a judgement of more than two years ago counts no longer" {
  as_of  = "2026-04-01"
  given  = { inspected = "2024-03-31", judgement = outstanding, from_data = good }
  expect = { judged = absent(too_old), evidence_months = 24, agreement = one_only }
}

test "a day later it does" {
  as_of  = "2026-04-01"
  given  = { inspected = "2024-04-01", judgement = outstanding, from_data = good }
  expect = { judged = outstanding, evidence_months = 24, agreement = judged_above }
}

test "whether the department is open, when nobody says" {
  given  = { waits = good, safety = good, experience = good }
  expect = { from_data = good }
}

test "harm is never good" {
  never = safety == poor && from_data >= fair
}

test "in_time: more than a hundred of a hundred" {
  given   = { in_time = 101 }
  refuses = [R0532]
}

test "unharmed: more than a hundred of a hundred" {
  given   = { unharmed = 101 }
  refuses = [R0532]
}

test "satisfied: more than a hundred of a hundred" {
  given   = { satisfied = 101 }
  refuses = [R0532]
}

test "in_time: fewer than none of a hundred" {
  given   = { in_time = -1 }
  refuses = [R0532]
}

test "unharmed: fewer than none of a hundred" {
  given   = { unharmed = -1 }
  refuses = [R0532]
}

test "satisfied: fewer than none of a hundred" {
  given   = { satisfied = -1 }
  refuses = [R0532]
}

test "all of a hundred" {
  given  = { in_time = 100, unharmed = 100, satisfied = 100 }
  expect = { waits = outstanding, safety = outstanding, experience = outstanding }
}

test "none of a hundred" {
  given  = { in_time = 0, unharmed = 0, satisfied = 0 }
  expect = { waits = poor, safety = poor, experience = poor }
}

test "seventy-four of a hundred were satisfied" {
  given  = { satisfied = 74 }
  expect = { experience = fair }
}
