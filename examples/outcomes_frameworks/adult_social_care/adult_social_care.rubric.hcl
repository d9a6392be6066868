framework "outcomes_adult_social_care" {
  title     = "Adult social care outcomes framework"
  publisher = "Department of Health"
  version   = "2014/15"
  language  = 1
  entity    = area
  publish   = [employment_gap, employment_gap_moved, at_home, at_home_moved, social_contact, social_contact_moved, direct_payments, direct_payments_moved]
  purpose   = [improvement, accountability]
  note      = "Reviewed in terms of movement over time. No rating, no comparison, no overall."
}

use "../definitions" {}

input "direct_payments_value" {
  title  = "People who use services and are paid directly"
  type   = number
  unit   = "%"
  better = higher
}

input "direct_payments_before" {
  title = "The same a year before"
  type  = number
  unit  = "%"
}

indicator "direct_payments" {
  title  = "People who use services and are paid directly"
  unit   = "%"
  better = higher
  value  = direct_payments_value
  source = ascof
}

indicator "employment_gap_moved" {
  title  = "Movement over a year"
  unit   = "percentage points"
  better = lower
  value  = employment_gap - employment_gap_before
  source = ascof
}

indicator "at_home_moved" {
  title  = "Movement over a year"
  unit   = "%"
  better = higher
  value  = at_home - at_home_before
  source = ascof
}

indicator "social_contact_moved" {
  title  = "Movement over a year"
  unit   = "%"
  better = higher
  value  = social_contact - social_contact_before
  source = ascof
}

indicator "direct_payments_moved" {
  title  = "Movement over a year"
  unit   = "%"
  better = higher
  value  = direct_payments - direct_payments_before
  source = ascof
}
