test "the last average in segment 2" {
  given  = { average_score = 2.35, in_deficit = false }
  expect = { overall = 2 }
}

test "the first average in segment 3" {
  given  = { average_score = 2.36, in_deficit = false }
  expect = { overall = 3 }
}

test "a deficit limits the best average" {
  given  = { average_score = 1.5, in_deficit = true }
  expect = { overall = 3 }
}

test "a deficit does not lift the worst" {
  given  = { average_score = 2.71, in_deficit = true }
  expect = { overall = 4 }
}

test "a deficit that is not published leaves the segment open" {
  given  = { average_score = 2.1 }
  expect = { overall = absent(undecided) }
}

test "unless it could change nothing" {
  given  = { average_score = 2.5 }
  expect = { overall = 3 }
}

test "combined finance counts, its parts do not" {
  given  = { row = { OF1080 = 2, OF1079 = 4, OF1081 = 4, OF1086 = 3 } }
  expect = { domain_score = { finance = 2.5 }, average_score = 2.5 }
}

test "domains meet their own cut points" {
  given  = { domain_score = { access = 1.912, effectiveness = 1.89, safety = 2.92, people = 3.07, finance = absent } }
  expect = { domain_segment = { access = 1, effectiveness = 2, safety = 3, people = 4, finance = absent(not_reported) } }
}
