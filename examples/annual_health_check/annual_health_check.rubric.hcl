framework "annual_health_check" {
  title     = "Annual health check, 2005/06"
  publisher = "Healthcare Commission"
  version   = "2005/06"
  language  = 1
  entity    = trust
  publish   = [quality, use_of_resources, core, existing, unmet_standards, lowered, existing_points, theme_result]
  purpose   = [public_information, accountability, improvement]
  note      = "Two ratings, never combined: there is no overall one. The cut-offs of the components were not found, so a component has a level only where its members leave no doubt."
}

source "ratings_2006" {
  title    = "Annual health check 2005/06: indicators and ratings"
  url      = "http://ratings2006.healthcarecommission.org.uk/indicators_2006/home.asp"
  standing = confirmed
  note     = "Two ratings; core standards, existing and new national targets; a target that overlaps a core standard is assessed as a target; declarations checked by inspection."
}

source "use_of_resources_page" {
  title    = "Use of resources 2007/08"
  url      = "http://collections.europarchive.org/tna/20081211191026/http://www.healthcarecommission.org.uk/guidanceforhealthcarestaff/nhsstaff/annualhealthcheck/annualhealthcheck2007/08/useofresources.cfm"
  standing = confirmed
  note     = "Five themes scored 1 to 4 by auditors; without break-even financial standing is 1 and the rating weak; foundation trusts have Monitor's rating instead."
}

source "coventry" {
  title    = "Healthcare Commission completes independent review of performance ratings"
  url      = "https://www.gponline.com/healthcare-commission-completes-independent-review-performance-ratings/article/932388"
  standing = confirmed
  note     = "University Hospitals Coventry and Warwickshire: standard C15a judged met on review, so all core standards are met, and quality of services is excellent instead of good; use of resources stays fair."
}

source "one_not_met" {
  title    = "One core standard not met"
  standing = derived
  note     = "From the case of Coventry: with one standard not met its quality was good, so its core standards were almost met."
}

source "recalled" {
  title    = "From memory: no document that we read says so"
  standing = unconfirmed
  note     = "The scoring rules were published in files that we could not read."
}

source "monitor_mapping" {
  title    = "Monitor's financial risk rating, in the words of the health check"
  standing = unconfirmed
  note     = "That Monitor's rating is taken is confirmed. Which of its five levels became which of the four is from memory."
}

use "../finance_risk/frr" {
  only = ["scale.risk"]
  note = "The rating that Monitor gave is that framework's."
}

entity "trust" {
  title = "Trust"
  key   = "trust_code"
  label = "trust"
}

scale "annual" {
  title = "Rating of the annual health check"
  levels = {
    excellent = "Excellent"
    good      = "Good"
    fair      = "Fair"
    weak      = "Weak"
  }
  source = ratings_2006
}

scale "extent" {
  title = "How far standards or targets are met"
  levels = {
    fully_met  = "Fully met"
    almost_met = "Almost met"
    partly_met = "Partly met"
    not_met    = "Not met"
  }
  source = recalled
}

input "foundation_trust" {
  title  = "Is a foundation trust"
  type   = boolean
  source = use_of_resources_page
}
