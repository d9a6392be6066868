framework "cms_nursing_home_2022" {
  title   = "Five-Star Quality Rating System for nursing homes, from July 2022"
  version = "2022.07"
  note    = "Only the step for staffing differs from the rules of August 2021. Whether thresholds changed on the same day is not in what we read."
}

amend "../cms_nursing_home" {
  reason = "Only five stars for staffing add a star."
  source = [current_rule, july_2022]
  remove = [
    "test.staffing adds a star, quality takes it away",
    "test.every cell of the staffing grid, on the lowest hours of each band",
    "test.the highest hours of each band",
    "test.the published results of the small data",
  ]
  parameter "staffing_up" {
    value  = 5
    source = current_rule
  }
  rating "overall" {
    adjust {
      step "staffing_up" { because = "Staffing of five stars, better than the health inspection, adds a star." }
    }
  }
}

source "current_rule" {
  title    = "Overall five-star rating"
  url      = "https://data.leadingageny.org/r/n5-help/overall-five-star-rating"
  standing = confirmed
  note     = "The current wording: one star is added if staffing has five stars."
}

source "july_2022" {
  title    = "The day of the change"
  standing = unconfirmed
  note     = "That the rule changed in July 2022 is from memory; the page that we read has no date."
}
