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

test "domains on their cut 1" {
  given  = { domain_score = { access = 1.912, effectiveness = 1.885, safety = 2.105, people = 1.985, finance = 1.72 } }
  expect = { domain_segment = 1 }
}

test "domains just above their cut 1" {
  given  = { domain_score = { access = 1.913, effectiveness = 1.886, safety = 2.106, people = 1.986, finance = 1.73 } }
  expect = { domain_segment = 2 }
}

test "domains on their cut 2" {
  given  = { domain_score = { access = 2.375, effectiveness = 2.205, safety = 2.475, people = 2.52, finance = 2.275 } }
  expect = { domain_segment = 2 }
}

test "domains just above their cut 2" {
  given  = { domain_score = { access = 2.376, effectiveness = 2.206, safety = 2.476, people = 2.53, finance = 2.276 } }
  expect = { domain_segment = 3 }
}

test "domains on their cut 3" {
  given  = { domain_score = { access = 2.9, effectiveness = 2.51, safety = 2.92, people = 3.06, finance = 2.855 } }
  expect = { domain_segment = 3 }
}

test "domains just above their cut 3" {
  given  = { domain_score = { access = 3.0, effectiveness = 2.52, safety = 2.93, people = 3.07, finance = 2.856 } }
  expect = { domain_segment = 4 }
}

test "an average of 2.12" {
  given  = { average_score = 2.12, in_deficit = false }
  expect = { overall = 1 }
}

test "an average of 2.13" {
  given  = { average_score = 2.13, in_deficit = false }
  expect = { overall = 2 }
}

test "an average of 2.7" {
  given  = { average_score = 2.7, in_deficit = false }
  expect = { overall = 3 }
}
