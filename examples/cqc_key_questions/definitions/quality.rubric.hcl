# What the frameworks of the Care Quality Commission have in common: the scale
# of quality, and the principles by which key questions make an overall rating.

source "principles" {
  title    = "How we aggregate ratings using the rating principles: adult social care"
  url      = "https://gl-cqc.axis12.com/guidance-providers/adult-social-care/how-we-aggregate-ratings-using-rating-principles-adult-social"
  standing = confirmed
  note     = "Outstanding takes at least two outstanding and the others good, good no inadequate and at most one that requires improvement, requires improvement two of them, inadequate two inadequate. All are said with \"normally\"."
}

source "by_elimination" {
  title    = "Exactly one inadequate"
  standing = derived
  note     = "The published principles name two or more inadequate, and good for none. One inadequate is left; published ratings give requires improvement."
}

source "fewer_questions" {
  title    = "Fewer than five rated key questions"
  url      = "https://gl-cqc.axis12.com/guidance-providers/gps/ratings-principles-primary-medical-services"
  standing = derived
  note     = "That only the rated ones count is published for general practice. That the thresholds for five are used for fewer is derived from published ratings of locations."
}

source "states_of_ratings" {
  title    = "States of ratings"
  standing = derived
  note     = "The states stand in the published files of ratings. When each is used is not in what we read."
}

scale "quality" {
  source = [principles, states_of_ratings]
  levels = {
    outstanding          = "Outstanding"
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
  states = {
    not_rated           = "Not rated"
    inspected_not_rated = "Inspected but not rated"
  }
}

ladder "rating_principles" {
  title  = "Rating principles for key questions"
  scale  = quality
  source = [principles, fewer_questions]

  rule "inadequate" { requires = "2 or more of the rated are inadequate" }
  rule "requires_improvement" "one_inadequate" {
    requires = "1 or more of the rated are inadequate"
    source   = by_elimination
  }
  rule "requires_improvement" { requires = "2 or more of the rated are requires_improvement" }
  rule "outstanding" { requires = "2 or more of the rated are outstanding and all of the rated are good or better" }
  rule "good" { requires = "1 or more are rated" }
}
