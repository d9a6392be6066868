source "illustration" {
  title    = "Cut-offs invented for illustration"
  standing = placeholder
  note     = "No source. They let the rules be tried, and nothing that rests on them is a rating of the Commission."
}

amend "illustrative" {
  title  = "Illustrative cut-offs"
  reason = "The cut-offs were not found. With invented ones the ladder gives ratings, so that a change can be followed to the end."
  source = illustration
  remove = [
    "rating.core.bands.unpublished", "rating.core.limit.all_met", "rating.core.limit.one_not_met",
    "rating.existing.bands.unpublished", "rating.existing.limit.all_achieved", "rating.audited.unpublished",
  ]

  rating "core" {
    bands {
      levels = { fully_met = "exactly 0", almost_met = "1 to 4", partly_met = "5 to 8", not_met = "9 or more" }
      source = illustration
    }
  }
  rating "existing" {
    bands {
      levels = { fully_met = "2.8 or more", almost_met = "2.4 to below 2.8", partly_met = "2 to below 2.4", not_met = "below 2" }
      source = illustration
    }
  }
  rating "audited" {
    rule "excellent" {
      requires = "2 or more are 4 and the rest are 3"
      source   = illustration
    }
    rule "good" {
      requires = "all but at most 1 are 3 or better"
      source   = illustration
    }
    rule "fair" {
      requires = "all but at most 1 are 2 or better"
      source   = illustration
    }
    rule "weak" {
      requires = "otherwise"
      source   = illustration
    }
  }
}

amend "counted_twice" {
  title  = "The standard that a target overlaps is counted as a standard, too"
  reason = "To show what counting once is for."
  source = illustration

  population "assessed" { where = true }
}

amend "illustrative_counted_twice" {
  title   = "Illustrative cut-offs, counted twice"
  extends = ["illustrative", "counted_twice"]
}
