framework "essential_standards" {
  title     = "Essential standards of quality and safety"
  publisher = "Care Quality Commission"
  version   = "2010"
  language  = 1
  entity    = location
  publish   = [judgement, action, inspected, not_compliant]
  note      = "There is no aggregate: a location has a judgement for each outcome, and none of its own."
}

source "judgement_framework" {
  title    = "Judgement framework 2010"
  url      = "https://www.scribd.com/document/52210960/1153269501qqqq"
  standing = confirmed
  note     = "16 essential standards, each judged by itself. The framework had 148 pages, from April 2012 on 26."
}

source "streamlined" {
  title    = "CQC streamlines its approach"
  url      = "http://tcsc.co.uk/CQCStreamlinesApproach.htm"
  standing = confirmed
  note     = "A small part of the standards was inspected at each visit, typically outcomes 1, 2, 4, 7, 9, 12, 14 and 16."
}

source "impact_from_memory" {
  title    = "Impact, and what follows from it"
  standing = unconfirmed
  note     = "That non-compliance had a minor, moderate or major impact, and led to a compliance action or to enforcement, is in no text that we read; nor is which impact led to which."
}

source "names_from_memory" {
  title    = "Numbers and names of the sixteen outcomes"
  standing = unconfirmed
  note     = "Eight of the numbers are confirmed, as those that were typically inspected."
}

scale "compliance" {
  source = [judgement_framework, impact_from_memory]
  levels = {
    compliant = "Compliant"
    minor     = "Not compliant, minor impact"
    moderate  = "Not compliant, moderate impact"
    major     = "Not compliant, major impact"
  }
  states = { not_inspected = "Not inspected" }
}

scale "impact" {
  source = impact_from_memory
  levels = { minor = "Minor", moderate = "Moderate", major = "Major" }
}

scale "action" {
  source = impact_from_memory
  levels = { none = "None", compliance_action = "Compliance action", enforcement = "Enforcement" }
}

entity "location" {
  key   = "location_id"
  label = "name"
}

entity "outcome" {
  key     = "outcome"
  source  = names_from_memory
  columns = ["outcome", "code", "title", "typical"]
  rows = [
    ["involving_people", "1", "Respecting and involving people who use services", true],
    ["consent", "2", "Consent to care and treatment", true],
    ["care_and_welfare", "4", "Care and welfare of people who use services", true],
    ["nutrition", "5", "Meeting nutritional needs", false],
    ["other_providers", "6", "Cooperating with other providers", false],
    ["safeguarding", "7", "Safeguarding people who use services from abuse", true],
    ["cleanliness", "8", "Cleanliness and infection control", false],
    ["medicines", "9", "Management of medicines", true],
    ["premises", "10", "Safety and suitability of premises", false],
    ["equipment", "11", "Safety, availability and suitability of equipment", false],
    ["workers", "12", "Requirements relating to workers", true],
    ["staffing", "13", "Staffing", false],
    ["supporting_workers", "14", "Supporting workers", true],
    ["assessing_quality", "16", "Assessing and monitoring the quality of service provision", true],
    ["complaints", "17", "Complaints", false],
    ["records", "21", "Records", false],
  ]
  attribute "typical" { type = boolean }
}

input "met" {
  title  = "Whether the standard was met"
  for    = [location, outcome]
  type   = boolean
  source = judgement_framework
}

input "impact" {
  title  = "Impact on people who use the service"
  for    = [location, outcome]
  type   = impact
  source = impact_from_memory
}

rating "judgement" {
  title   = "Judgement of the outcome"
  for     = [location, outcome]
  applies = is_present(met)
  else    = not_inspected
  scale   = compliance
  source  = [judgement_framework, impact_from_memory]
  rule "compliant" { when = met }
  rule "major" { when = impact == major }
  rule "moderate" { when = impact == moderate }
  rule "minor" { when = otherwise }
}

rating "action" {
  title   = "What follows from the judgement"
  for     = [location, outcome]
  applies = is_rated(judgement)
  scale   = action
  source  = impact_from_memory
  rule "none" { when = judgement == compliant }
  rule "enforcement" { when = judgement == major }
  rule "compliance_action" { when = otherwise }
}

derive "inspected" {
  title  = "Number of outcomes that were inspected"
  value  = count(is_rated(each(outcome.judgement)))
  source = streamlined
}

derive "not_compliant" {
  title  = "Number of outcomes judged not compliant"
  value  = count([for o in each(outcome) : o.judgement if is_rated(o.judgement)] < compliant)
  source = judgement_framework
}
