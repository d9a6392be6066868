# Tests beside those that are kept: run them with `rubric test examples/cms_nursing_home_2022`.
# The cells of the grid are tested by the version before, which has the files for it.

test "four stars for staffing add nothing" {
  given  = { health_inspection = 3, staffing_stars = 4, quality_measures = 3 }
  expect = { overall = 3 }
  source = current_rule
}

test "five stars for staffing add a star" {
  given  = { health_inspection = 3, staffing_stars = 5, quality_measures = 3 }
  expect = { overall = 4 }
  source = current_rule
}

test "four stars are no reason to take one away" {
  given  = { health_inspection = 1, staffing_stars = 4, quality_measures = 5 }
  expect = { overall = 2 }
  limits = { overall = [] }
}

test "one star for staffing takes a star away, as before" {
  given  = { health_inspection = 3, staffing_stars = 1, quality_measures = 5 }
  expect = { overall = 3 }
}

test "better than its inspection only by five stars" {
  never = staffing_stars < 5 && quality_measures < 5 && overall > health_inspection
}

test "the small data, which the version before rates as its column says" {
  data    = "data.csv"
  expect  = "data.csv"
  columns = { overall = "Overall Rating" }
  except "000201" { because = "Four stars for staffing add nothing any more: 3, not 4." }
  except "000203" { because = "The same; quality still adds one: 4, not 5." }
  except "000206" { because = "The same; quality still takes one away: 2, not 3." }
  except "00A213" { because = "Too new: published without stars, a state here." }
  except "000209" { because = "Special focus: published without stars, a state here." }
}
