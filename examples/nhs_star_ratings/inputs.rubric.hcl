# What is rated is a trust in a sector: a trust that works in two sectors has two
# ratings.

entity "unit" {
  title  = "Trust in a sector"
  key    = ["trust_code", "sector"]
  label  = "trust"
  source = overview
}

scale "sector" {
  title   = "Sector"
  ordered = false
  levels = {
    acute         = "Acute"
    ambulance     = "Ambulance"
    mental_health = "Mental health"
    primary_care  = "Primary care"
  }
  source = overview
}

scale "stars" {
  title   = "Stars"
  numeric = [0, 3]
  best    = 3
  source  = overview
}

scale "achievement" {
  title = "Result of a key target"
  levels = {
    achieved                    = "Achieved"
    underachieved               = "Under-achieved"
    significantly_underachieved = "Significantly under-achieved"
  }
  source = times
}

scale "component_level" {
  title = "Level of a component of clinical governance"
  levels = {
    iv  = "IV"
    iii = "III"
    ii  = "II"
    i   = "I"
  }
  source = reviews
}

entity "target" {
  title   = "Key target"
  columns = ["target", "title", "acute", "ambulance", "mental_health", "primary_care", "needs_ae"]
  source  = names_recalled
  rows = [
    ["ae_12_hours", "No one waits more than 12 hours for admission through A&E", true, false, false, false, true],
    ["ae_total_time", "Total time in A&E", true, false, false, false, true],
    ["cancelled_operations", "Cancelled operations", true, false, false, false, false],
    ["financial_position", "Financial position", true, true, true, true, false],
    ["hospital_cleanliness", "Hospital cleanliness", true, false, true, false, false],
    ["improving_working_lives", "Improving working lives", true, true, true, true, false],
    ["inpatient_waits", "Inpatient waits", true, false, false, false, false],
    ["outpatient_waits", "Outpatient waits", true, false, false, true, false],
    ["two_week_cancer", "Two-week cancer waits", true, false, false, true, false],
  ]
  attribute "acute" { type = boolean }
  attribute "ambulance" { type = boolean }
  attribute "mental_health" { type = boolean }
  attribute "primary_care" { type = boolean }
  attribute "needs_ae" { type = boolean }
}

entity "area" {
  title   = "Focus area of the balanced scorecard"
  columns = ["area", "title"]
  source  = overview
  rows = [
    ["clinical", "Clinical focus"],
    ["patient", "Patient focus"],
    ["capacity", "Capacity and capability"],
  ]
}

entity "indicator" {
  title  = "Indicator of the balanced scorecard"
  within = area
  csv    = "indicators.csv"
  source = indicators_unnamed
  attribute "dropped" { type = boolean }
}

entity "component" {
  title   = "Component of clinical governance"
  columns = ["component", "column", "anew", "title"]
  source  = names_recalled
  rows = [
    ["consultation", "review_consultation", "anew_consultation", "Consultation and patient involvement"],
    ["audit", "review_audit", "anew_audit", "Clinical audit"],
    ["risk", "review_risk", "anew_risk", "Risk management"],
    ["effectiveness", "review_effectiveness", "anew_effectiveness", "Clinical effectiveness"],
    ["staffing", "review_staffing", "anew_staffing", "Staffing and staff management"],
    ["education", "review_education", "anew_education", "Education, training and development"],
    ["information", "review_information", "anew_information", "Use of information"],
  ]
}

input "sector_of" {
  title  = "Sector in which the trust is rated"
  column = "sector"
  type   = sector
}

input "has_ae" {
  title  = "Has an accident and emergency department"
  type   = boolean
  source = overview
}

input "reported_target" {
  title   = "Result of the key target"
  for     = [unit, target]
  column  = target.target
  type    = achievement
  applies = lookup(sector_of, { acute = target.acute, ambulance = target.ambulance, mental_health = target.mental_health, primary_care = target.primary_care }) && (has_ae || !target.needs_ae)
  source  = overview
}

input "outpatient_breaches" {
  title   = "Outpatients over the longest wait on the four quarter-end days"
  type    = integer
  better  = lower
  range   = [0, null]
  applies = oneof(sector_of, [acute, primary_care])
  source  = bmj
}

input "outpatients_waiting" {
  title   = "Outpatients who wait"
  type    = integer
  range   = [1, null]
  applies = oneof(sector_of, [acute, primary_care])
}

input "indicator_band" {
  title  = "Band of the indicator, 5 the best"
  for    = [unit, indicator]
  column = indicator.indicator
  type   = integer
  better = higher
  range  = [1, 5]
  absent = { "n/a" = not_applicable }
  source = recalled
}

input "review_published" {
  title = "Day on which the review was published"
  type  = date
}

input "assessed_anew" {
  title  = "Level after the strategic health authority assessed the action plan"
  for    = [unit, component]
  column = component.anew
  type   = component_level
  source = reviews
}

input "component_result" {
  title      = "Level of the component"
  for        = [unit, component]
  column     = component.column
  type       = component_level
  dated      = review_published
  not_before = "2002-08-01"
  missing    = assessed_anew
  source     = reviews
}
