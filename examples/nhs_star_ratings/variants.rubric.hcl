source "illustration" {
  title    = "Cut-offs invented for illustration"
  standing = placeholder
  note     = "No source. They let the table be tried, and nothing that rests on them is a rating of the Commission."
}

amend "illustrative" {
  title  = "Illustrative cut-offs"
  reason = "The cut-offs were not found. With invented ones the table gives stars, so that a change of rules can be followed to the end."
  source = illustration
  remove = ["rating.targets.bands.unpublished", "rating.targets.limit.one_at_most", "rating.area_result.bands.unpublished"]

  rating "targets" {
    bands {
      levels = { clear = "2 or less", some = "above 2 to 6", many = "above 6 to 12", excessive = "above 12" }
      source = illustration
    }
  }
  rating "area_result" {
    bands {
      levels = { upper = "3.5 or more", middle = "2.5 to below 3.5", lowest = "below 2.5" }
      source = illustration
    }
  }
}

amend "before_july_2002" {
  title  = "As before 15 July 2002: two more indicators"
  reason = "Catering access and information management were dropped on 15 and 16 July 2002. This puts them back; the rules as they stand are those after the change."
  source = hansard

  population "counted" { where = true }
}

amend "illustrative_before_july_2002" {
  title   = "Illustrative cut-offs, as before 15 July 2002"
  extends = ["illustrative", "before_july_2002"]
}

amend "without_review" {
  title  = "As in 2004/05: no clinical governance review"
  reason = "From February 2005 the review was dropped from all ratings of 2004/05."
  source = overview

  table "star_table" {
    in = [targets, scorecard]
    rows = [
      [excessive, any, 0],
      [many, any, 1],
      [some, any, 2],
      [clear, blocked, 2],
      [clear, open, 3],
    ]
  }
}

amend "illustrative_without_review" {
  title   = "Illustrative cut-offs, no clinical governance review"
  extends = ["illustrative", "without_review"]
}
