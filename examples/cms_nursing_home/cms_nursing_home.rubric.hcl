framework "cms_nursing_home" {
  title     = "Five-Star Quality Rating System for nursing homes"
  publisher = "Centers for Medicare & Medicaid Services"
  version   = "2021.08"
  language  = 1
  entity    = home
  publish   = [overall, staffing, weighted_score]
  note      = "The rules in force in August 2021. From July 2022 only five stars for staffing move the overall rating up."
}

source "provider_info" {
  title    = "Provider information, August 2021"
  url      = "https://github.com/jonahwinninghoff/Springboard_Capstone_Project"
  standing = derived
  note     = "Thresholds and rules found from the published ratings of 15,283 homes; they reproduce all of them."
}

source "review_care" {
  title    = "About the ratings, in an older wording"
  url      = "https://review.care/about"
  standing = confirmed
}

source "footnotes" {
  title    = "Footnotes of the quality data"
  url      = "https://www.snfdata.com/definitions/quality_footnote.html"
  standing = confirmed
  note     = "Footnotes 1, 2 and 18. Footnote 12 has since been replaced by 23 and 24."
}

source "footnote_12" {
  title    = "Footnote 12 of the staffing rating"
  standing = derived
  note     = "All 1,178 homes with the footnote have one star, 371 of them without any hours."
}

scale "stars" {
  numeric = [1, 5]
  best    = 5
  levels = {
    5 = "Much above average"
    4 = "Above average"
    3 = "Average"
    2 = "Below average"
    1 = "Much below average"
  }
  states = {
    too_new         = "Not rated: newly certified"
    not_enough_data = "Not rated: not enough data"
    special_focus   = "Not rated: special focus facility"
  }
  source = [review_care, footnotes]
}

scale "footnote" {
  ordered = false
  levels = {
    no_footnote     = "No footnote"
    too_new         = "Newly certified, not enough months of data"
    not_enough_data = "Not enough data to calculate a rating"
    no_nurse        = "No registered nurse, or staffing data not submitted"
    special_focus   = "Not rated because of a history of serious quality issues"
  }
  code = {
    too_new         = "1"
    not_enough_data = "2"
    no_nurse        = "12"
    special_focus   = "18"
  }
  source = footnotes
}

entity "home" {
  title = "Nursing home"
  key   = "Federal Provider Number"
}

entity "cycle" {
  title   = "Inspection cycle, the latest first"
  columns = ["cycle", "parts", "points", "revisits"]
  source  = provider_info
  rows = [
    ["cycle_1", 3, "Rating Cycle 1 Health Deficiency Score", "Rating Cycle 1 Number of Health Revisits"],
    ["cycle_2", 2, "Rating Cycle 2 Health Deficiency Score", "Rating Cycle 2 Number of Health Revisits"],
    ["cycle_3", 1, "Rating Cycle 3 Health Deficiency Score", "Rating Cycle 3 Number of Health Revisits"],
  ]
}

# The overall rating: start from health inspections, move by staffing, then by
# quality measures.

input "health_inspection" {
  title  = "Health inspection rating"
  column = "Health Inspection Rating"
  type   = stars
}

input "staffing_stars" {
  title  = "Staffing rating, as published"
  column = "Staffing Rating"
  type   = stars
}

input "quality_measures" {
  title  = "Quality measure rating"
  column = "QM Rating"
  type   = stars
}

input "overall_footnote" {
  title   = "Footnote of the overall rating"
  column  = "Overall Rating Footnote"
  type    = footnote
  missing = no_footnote
}

parameter "staffing_up" {
  title  = "Staffing stars that move the rating up"
  value  = 4
  source = provider_info
}

rating "overall" {
  title  = "Overall rating"
  scale  = stars
  source = provider_info

  adjust {
    from = health_inspection

    step "staffing_up" {
      when      = staffing_stars >= staffing_up && staffing_stars > health_inspection
      move      = 1
      because   = "Staffing of four or five stars, better than the health inspection, adds a star."
      undecided = skip
    }
    step "staffing_down" {
      when      = staffing_stars == 1
      move      = -1
      because   = "Staffing of one star takes a star away."
      undecided = skip
    }
    step "quality_up" {
      when      = quality_measures == 5
      move      = 1
      because   = "Quality measures of five stars add a star."
      undecided = skip
    }
    step "quality_down" {
      when      = quality_measures == 1
      move      = -1
      because   = "Quality measures of one star take a star away."
      undecided = skip
    }
  }

  limit "one_star_inspection" {
    when    = health_inspection == 1
    at_most = 2
    because = "A home with one star for health inspections can gain one star at most."
  }
  limit "too_new" {
    when    = overall_footnote == too_new
    exactly = too_new
    because = "The home is newly certified and has too few months of data."
    source  = footnotes
  }
  limit "special_focus" {
    when    = overall_footnote == special_focus
    exactly = special_focus
    because = "Homes of the special focus programme are not rated."
    source  = footnotes
  }
}

# The staffing rating: hours, rounded as published, in two bands and a grid.

input "rn_hours" {
  title  = "Registered nurse hours per resident and day, adjusted"
  column = "Adjusted RN Staffing Hours per Resident per Day"
  type   = number
  unit   = "hours per resident per day"
  better = higher
  range  = [0, 24]
}

input "total_hours" {
  title  = "Nurse hours per resident and day, adjusted"
  column = "Adjusted Total Nurse Staffing Hours per Resident per Day"
  type   = number
  unit   = "hours per resident per day"
  better = higher
  range  = [0, null]
}

input "staffing_footnote" {
  title   = "Footnote of the staffing rating"
  column  = "Staffing Rating Footnote"
  type    = footnote
  missing = no_footnote
}

derive "rn_band" {
  title  = "Registered nurse staffing"
  scale  = stars
  value  = rn_hours
  round  = half_up(3)
  source = provider_info
  bands {
    levels = {
      1 = "below 0.317"
      2 = "0.317 to below 0.508"
      3 = "0.508 to below 0.731"
      4 = "0.731 to below 1.049"
      5 = "1.049 or more"
    }
  }
}

derive "total_band" {
  title  = "Total nurse staffing"
  scale  = stars
  value  = total_hours
  round  = half_up(3)
  source = provider_info
  bands {
    levels = {
      1 = "below 3.108"
      2 = "3.108 to below 3.580"
      3 = "3.580 to below 4.038"
      4 = "4.038 to below 4.408"
      5 = "4.408 or more"
    }
  }
}

table "staffing_grid" {
  title  = "Staffing rating by registered nurses (down) and all nurses (across), one star first"
  source = provider_info
  in     = [rn_band, total_band]
  out    = stars
  grid = [
    [1, 1, 2, 2, 3],
    [2, 2, 2, 3, 3],
    [2, 3, 3, 3, 4],
    [3, 3, 4, 4, 4],
    [3, 4, 4, 5, 5],
  ]
}

rating "staffing" {
  title  = "Staffing rating"
  scale  = stars
  table  = staffing_grid
  source = provider_info

  limit "no_nurse" {
    when    = staffing_footnote == no_nurse
    exactly = 1
    because = "Days without a registered nurse, or data not submitted, give one star whatever the hours."
    source  = footnote_12
  }
  limit "special_focus" {
    when    = staffing_footnote == special_focus
    exactly = special_focus
    because = "Homes of the special focus programme have hours but are not rated."
    source  = footnotes
  }
  limit "too_new" {
    when    = staffing_footnote == too_new
    exactly = too_new
    because = "The home is newly certified and has too few months of data."
    source  = footnotes
  }
  limit "not_enough_data" {
    when    = staffing_footnote == not_enough_data
    exactly = not_enough_data
    because = "The home has too little data."
    source  = footnotes
  }
}

# The score behind health inspections: points of three cycles, fewer is better.

input "deficiency_points" {
  title  = "Points for deficiencies"
  for    = [home, cycle]
  column = cycle.points
  type   = number
  unit   = "points"
  better = lower
  range  = [0, null]
}

input "revisits" {
  title  = "Revisits until the deficiencies were corrected"
  for    = [home, cycle]
  column = cycle.revisits
  type   = integer
  better = lower
  range  = [0, null]
}

derive "revisit_share" {
  title  = "Share of the points that revisits add"
  for    = [home, cycle]
  value  = revisits
  source = provider_info
  points {
    at_least = { 2 = 0.50, 3 = 0.70, 4 = 0.85 }
  }
}

derive "revisit_points" {
  title  = "Points for revisits"
  for    = [home, cycle]
  unit   = "points"
  value  = revisit_share * deficiency_points
  round  = half_up(0)
  source = provider_info
}

derive "cycle_score" {
  title = "Score of the cycle"
  for   = [home, cycle]
  unit  = "points"
  value = deficiency_points + revisit_points
}

group "weighted_score" {
  title   = "Total weighted health survey score"
  unit    = "points"
  better  = lower
  members = each(cycle.cycle_score)
  weights = cycle.parts
  score   = weighted_mean
  missing = exclude
  need    = "at least 2 of 3 including cycle_1 and cycle_2"
  round   = half_up(3)
  note    = "Parts 3, 2 and 1 are one half, one third and one sixth; without the third cycle they are three and two fifths."
  source  = provider_info
}

test "staffing adds a star, quality takes it away" {
  given  = { health_inspection = 3, staffing_stars = 4, quality_measures = 1 }
  expect = { overall = 3 }
}

test "clamped after each step" {
  given  = { health_inspection = 1, staffing_stars = 1, quality_measures = 5 }
  expect = { overall = 2 }
}

test "no more than two stars after a one-star inspection" {
  given  = { health_inspection = 1, staffing_stars = 5, quality_measures = 5 }
  expect = { overall = 2 }
}

test "staffing no better than the inspection adds nothing" {
  given  = { health_inspection = 4, staffing_stars = 4, quality_measures = 3 }
  expect = { overall = 4 }
}

test "no staffing rating: the step is skipped" {
  given  = { health_inspection = 3, quality_measures = 5 }
  expect = { overall = 4 }
}

test "hours are rounded before they are banded" {
  given  = { rn_hours = 0.5075, total_hours = 3.5795 }
  expect = { rn_band = 3, total_band = 3, staffing = 3 }
}

test "footnote 12 without hours" {
  given  = { staffing_footnote = no_nurse }
  expect = { staffing = 1 }
}

test "three cycles" {
  given  = { deficiency_points = { cycle_1 = 8, cycle_2 = 4, cycle_3 = 0 }, revisits = 1 }
  expect = { weighted_score = 5.333 }
}

test "two cycles, one with three revisits" {
  given  = { deficiency_points = { cycle_1 = 32, cycle_2 = 20 }, revisits = { cycle_1 = 3, cycle_2 = 1 } }
  expect = { weighted_score = 40.4 }
}
