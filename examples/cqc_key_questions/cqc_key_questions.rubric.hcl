framework "cqc_key_questions" {
  title     = "Ratings by key questions and lines of enquiry"
  publisher = "Care Quality Commission"
  version   = "2013"
  language  = 1
  entity    = service
  publish   = [overall, special_measures, question]
  note      = "Only years and months of the four versions are known: each period begins on the first day."
  in_force {
    from  = "2013-01-01"
    until = "2023-11-01"
  }
}

use "./definitions" {}

use "../cqc_quality_statements" { only = ["entity.key_question"] }

source "characteristics" {
  title    = "Ratings for adult social care services"
  url      = "https://www.cqc.org.uk/guidance-providers/adult-social-care/ratings-adult-social-care-services"
  standing = confirmed
  note     = "A key question is judged from the top: does the evidence demonstrate good, and if so, could it be outstanding? There is no arithmetic below it."
}

source "notices" {
  title    = "Ratings principles: primary medical services"
  url      = "https://gl-cqc.axis12.com/guidance-providers/gps/ratings-principles-primary-medical-services"
  standing = confirmed
  note     = "A requirement notice normally limits the linked rating to requires improvement; where enforcement powers are used it is normally inadequate."
}

source "well_led_limiters" {
  title    = "Ratings limiters under the CQC's new methodology"
  url      = "https://www.ridout-law.com/ratings-limiters-under-the-cqcs-new-methodology/"
  standing = confirmed
  note     = "The four limiters of well-led."
}

source "six_months" {
  title    = "Inherent weaknesses in CQC's rating system: will you get caught out?"
  url      = "https://www.ridout-law.com/inherent-weaknesses-in-cqcs-rating-system-will-you-get-caught-out/"
  standing = confirmed
  note     = "More than six months after a comprehensive inspection, a focused one could not improve the overall rating. How the months are counted is not said: six whole months are over here, so that the very day counts as later."
}

source "special_measures_2014" {
  title    = "HSJ 5076754, on special measures (2014)"
  standing = confirmed
  note     = "Of trusts: an inadequate well-led with one more inadequate question makes the recommendation likely. It is not automatic."
}

source "special_measures_of_services" {
  title    = "Special measures of services that are no trusts"
  standing = unconfirmed
  note     = "The condition is published for trusts. That it is used here for other services is for illustration; nothing that we read gives theirs."
}

source "not_recorded" {
  title    = "What is not recorded"
  standing = derived
  note     = "A breach, notice or change of owner that the data does not record is taken not to be there."
}

scale "sector" {
  source  = [principles, notices]
  ordered = false
  levels  = { adult_social_care = "Adult social care", primary_medical = "Primary medical services" }
}

scale "action" {
  source = notices
  levels = { none = "None", requirement_notice = "Requirement notice", enforcement = "Enforcement" }
}

scale "measures" {
  source = special_measures_2014
  levels = { not_likely = "Not likely", likely = "Recommendation likely" }
}

entity "service" {
  title = "Service"
  key   = "location_id"
  label = "name"
}

input "sector" {
  type   = sector
  source = [principles, notices]
}

input "focused" {
  title   = "Focused inspection: some key questions only"
  type    = boolean
  missing = false
  source  = [six_months, not_recorded]
}

input "inspected_on" { type = date }

input "comprehensive_on" {
  title = "Last comprehensive inspection"
  type  = date
}

input "previous_overall" {
  title = "Overall rating before this inspection"
  type  = quality
}

input "new_owner" {
  title   = "Existing ratings are those of a predecessor"
  type    = boolean
  missing = false
  source  = [principles, not_recorded]
}

input "no_registered_manager" {
  title   = "Registered manager required, none in post, and no steps to recruit one"
  type    = boolean
  missing = false
  source  = [well_led_limiters, not_recorded]
}

input "condition_not_met" {
  title   = "Another condition of registration not met, without good reason"
  type    = boolean
  missing = false
  source  = [well_led_limiters, not_recorded]
}

input "notifications_not_sent" {
  title   = "Statutory notifications not sent, without good reason"
  type    = boolean
  missing = false
  source  = [well_led_limiters, not_recorded]
}

input "information_not_returned" {
  title   = "Provider information return not sent, and not supplied in another way"
  type    = boolean
  missing = false
  source  = [well_led_limiters, not_recorded]
}

input "judged" {
  title  = "Judgement of the inspectors"
  for    = [service, key_question]
  type   = quality
  source = characteristics
}

input "existing" {
  title   = "Rating before this inspection"
  for     = [service, key_question]
  type    = quality
  applies = !new_owner
  source  = principles
}

input "action" {
  title   = "Regulatory action for a breach"
  for     = [service, key_question]
  type    = action
  missing = none
  source  = [notices, not_recorded]
}
