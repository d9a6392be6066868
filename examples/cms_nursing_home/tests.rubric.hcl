# Further tests: run them with `rubric test examples/cms_nursing_home`.

test "every cell of the staffing grid, on the lowest hours of each band" {
  data   = "cases/staffing_grid.csv"
  expect = "cases/staffing_grid.csv"
}

test "the published results of the small data" {
  data   = "data.csv"
  expect = "data.csv"
  within = { weighted_score = 0.005 }
  columns = {
    overall        = "Overall Rating"
    staffing       = "Staffing Rating"
    weighted_score = "Total Weighted Health Survey Score"
  }
  except "000109" { because = "Special focus: published without stars, a state here." }
  except "00A110" { because = "Too new: published without stars, a state here." }
  except "000111" { because = "Not enough data: published without stars for staffing, a state here." }
}

test "one star for inspections gives two at most" {
  never = health_inspection == 1 && overall > 2
}

test "no rating leaves the ladder of its inspection by more than two stars" {
  always = !is_rated(overall) || overall.value - health_inspection.value <= 2
}

test "special focus wins over stars" {
  given  = { health_inspection = 3, staffing_stars = 4, quality_measures = 3, overall_footnote = special_focus }
  expect = { overall = special_focus }
  limits = { overall = [special_focus] }
}

test "the limit of one-star inspections changes nothing at one star" {
  given  = { health_inspection = 1, staffing_stars = 3, quality_measures = 3 }
  expect = { overall = 1 }
  limits = { overall = [] }
}

test "too few cycles" {
  given  = { deficiency_points = { cycle_1 = 8, cycle_3 = 4 }, revisits = 1 }
  expect = { weighted_score = absent(coverage) }
}

test "hours of more than a day" {
  given   = { rn_hours = 25 }
  refuses = [R0532]
}

test "the highest hours of each band" {
  data   = "cases/highest_hours.csv"
  expect = "cases/highest_hours.csv"
}

test "hours from none to a whole day" {
  given  = { rn_hours = 24, total_hours = 0 }
  expect = { rn_band = 5, total_band = 1, staffing = 3 }
}

test "registered nurses, less than none" {
  given   = { rn_hours = -1 }
  refuses = [R0532]
}

test "all nurses, less than none" {
  given   = { total_hours = -1 }
  refuses = [R0532]
}

test "points, less than none" {
  given   = { deficiency_points = -1 }
  refuses = [R0532]
}

test "revisits, less than none" {
  given   = { revisits = -1 }
  refuses = [R0532]
}
