framework "ccg_assessment" {
  title     = "Assurance of clinical commissioning groups, 2015/16: the draft rule"
  publisher = "NHS England"
  version   = "2015/16 draft"
  language  = 1
  entity    = ccg
  publish   = [overall, inadequate_domains]
  purpose   = [accountability, prevent_failure]
  note      = "The rule that was drafted and not used. The one that replaced it is ../ccg_assessment_final."
}

source "hsj_draft" {
  title    = "The Commissioner: CCG ratings, still coming"
  url      = "https://www.hsj.co.uk/commissioning/the-commissioner-ccg-ratings--still-coming/7006176.article"
  standing = confirmed
  note     = "Five domains; the lowest score decides, not an average; about three quarters inadequate and hardly one outstanding; the rules were changed and CCGs rated anew."
}

source "hsj_ratings" {
  title    = "CCG ratings: 26 judged inadequate by NHS England"
  url      = "https://www.hsj.co.uk/commissioning/ccg-ratings-26-judged-inadequate-by-nhs-england/7009416.article"
  standing = confirmed
  note     = "10 outstanding, 82 good, 91 require improvement, 26 inadequate."
}

source "hsj_directions" {
  title    = "The Commissioner: inadequate CCGs face intervention"
  url      = "https://www.hsj.co.uk/sectors/commissioning/the-commissioner-inadequate-ccgs-face-intervention/7008297.article"
  standing = confirmed
  note     = "An inadequate CCG has an improvement plan under legal directions; nine were put into special measures."
}

scale "assurance" {
  title = "Rating of a CCG"
  levels = {
    outstanding          = "Outstanding"
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
  source = hsj_ratings
}

entity "ccg" {
  title = "Clinical commissioning group"
  key   = "ccg_code"
  label = "ccg"
}

entity "domain" {
  title   = "Domain"
  columns = ["domain", "title"]
  source  = hsj_draft
  rows = [
    ["well_led", "Well led organisation"],
    ["delegated", "Delegated functions"],
    ["finance", "Finance"],
    ["performance", "Performance"],
    ["planning", "Planning"],
  ]
}

input "has_delegated_functions" {
  title  = "NHS England has delegated functions to it"
  type   = boolean
  source = hsj_draft
}

input "in_special_measures" {
  title  = "Is in special measures"
  type   = boolean
  source = hsj_directions
}

input "domain_result" {
  title   = "Judgement of the domain"
  for     = [ccg, domain]
  column  = domain.domain
  type    = assurance
  applies = domain != delegated || has_delegated_functions
  source  = hsj_draft
}

group "inadequate_domains" {
  title   = "Domains judged inadequate"
  better  = lower
  members = each(domain.domain_result)
  score   = count(members == inadequate)
  source  = hsj_draft
}

rating "overall" {
  title   = "Overall rating"
  scale   = assurance
  members = each(domain.domain_result)
  score   = worst
  source  = hsj_draft

  mark "D" {
    when   = overall == inadequate
    label  = "Improvement plan under legal directions"
    source = hsj_directions
  }
  mark "S" {
    when   = in_special_measures
    label  = "In special measures"
    source = hsj_directions
  }
}
