# What follows from the rules. How many trusts had which rating is quoted in the
# README and not tested: what the ratings were computed from is not known.

test "the small data, against results computed by other means" {
  data   = "data.csv"
  expect = "published.csv"
}

test "Coventry, before the review" {
  given  = { foundation_trust = false, declared = met, "declared.C15" = not_met, existing = fully_met, new_targets = excellent, audited = fair }
  expect = { unmet_standards = 1, core = almost_met, quality = good, use_of_resources = fair }
  source = coventry
}

test "Coventry, C15 judged met" {
  given  = { foundation_trust = false, declared = met, existing = fully_met, new_targets = excellent, audited = fair }
  expect = { unmet_standards = 0, core = fully_met, quality = excellent, use_of_resources = fair }
  source = coventry
}

test "Coventry as data, before the review" {
  data      = "cases/coventry.csv"
  overrides = "cases/before_review.csv"
  expect    = { core = almost_met, quality = good, use_of_resources = fair }
  source    = coventry
}

test "Coventry as data, with the review as a recorded decision" {
  data      = "cases/coventry.csv"
  overrides = "cases/review.csv"
  expect    = { core = fully_met, quality = excellent, use_of_resources = fair }
  source    = coventry
}

test "two standards not met: the cut-off was not found" {
  given  = { declared = met, "declared.C1" = not_met, "declared.C2" = not_met }
  expect = { unmet_standards = 2, core = absent(unpublished) }
}

test "a standard that a target overlaps counts as a target" {
  given  = { declared = met, "declared.C19" = not_met, target = achieved, "target.ae_four_hours" = failed }
  expect = { unmet_standards = 0, core = fully_met, existing_points = 2.63 }
  source = ratings_2006
}

test "an inspection wins over the declaration" {
  given  = { declared = met, "inspected.C4" = not_met, "inspected.C5" = met }
  expect = { lowered = 1, unmet_standards = 1 }
  source = ratings_2006
}

test "all targets achieved, one does not apply" {
  given  = { target = achieved, "target.thrombolysis" = absent(not_applicable) }
  expect = { existing_points = 3, existing = fully_met }
}

test "points of targets" {
  given  = { target = underachieved, "target.thrombolysis" = failed }
  expect = { existing_points = 1.75, existing = absent(unpublished) }
}

test "at least good" {
  given  = { core = fully_met, existing = almost_met, new_targets = excellent }
  expect = { quality = good }
}

test "excellent, excellent, good" {
  given  = { core = fully_met, existing = fully_met, new_targets = good }
  expect = { quality = good }
}

test "at least fair" {
  given  = { core = partly_met, existing = fully_met, new_targets = fair }
  expect = { quality = fair }
}

test "existing targets partly met" {
  given  = { core = almost_met, existing = partly_met, new_targets = good }
  expect = { quality = fair }
}

test "existing targets not met" {
  given  = { core = fully_met, existing = not_met, new_targets = excellent }
  expect = { quality = weak }
}

test "worse than fair" {
  given  = { core = fully_met, existing = fully_met, new_targets = weak }
  expect = { quality = weak }
}

test "core standards not met" {
  given  = { core = not_met, existing = fully_met, new_targets = excellent }
  expect = { quality = weak }
}

test "existing targets not met, whatever the rest" {
  given  = { core = absent, existing = not_met }
  expect = { quality = weak }
}

test "no break-even: financial standing is 1, and the rating weak" {
  given  = { foundation_trust = false, broke_even = false, theme_judged = 4 }
  expect = { theme_result = { standing = 1, reporting = 4 }, use_of_resources = weak }
  limits = { audited = [financial_standing] }
  source = use_of_resources_page
}

test "break-even: the rules of the auditors were not found" {
  given  = { foundation_trust = false, broke_even = true, theme_judged = 4 }
  expect = { "theme_result.standing" = 4, use_of_resources = absent(unpublished) }
}

test "a foundation trust has Monitor's rating" {
  given  = { foundation_trust = true, risk_rating = 5, broke_even = false, theme_judged = 1 }
  expect = { use_of_resources = excellent, "theme_result.standing" = absent(not_applicable) }
  source = [use_of_resources_page, monitor_mapping]
}

test "Monitor's 4" {
  given  = { foundation_trust = true, risk_rating = 4 }
  expect = { use_of_resources = good }
}

test "Monitor's 3" {
  given  = { foundation_trust = true, risk_rating = 3 }
  expect = { use_of_resources = fair }
}

test "Monitor's 2" {
  given  = { foundation_trust = true, risk_rating = 2 }
  expect = { use_of_resources = weak }
}

test "quality does not read the use of resources" {
  given  = { core = fully_met, existing = fully_met, new_targets = excellent, foundation_trust = false, broke_even = false }
  always = quality == excellent && (!is_present(use_of_resources) || use_of_resources == weak)
}

test "no break-even is never better than weak" {
  given = { foundation_trust = false, broke_even = false }
  never = use_of_resources > weak
}

test "existing targets that are partly met" {
  given  = { core = fully_met, existing = partly_met, new_targets = excellent }
  expect = { quality = fair }
}
