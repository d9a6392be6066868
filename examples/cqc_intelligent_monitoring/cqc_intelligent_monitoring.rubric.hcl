framework "cqc_intelligent_monitoring" {
  title     = "Intelligent Monitoring of acute trusts"
  publisher = "Care Quality Commission"
  version   = "2014.07"
  language  = 1
  entity    = trust
  publish   = [overall, score, maximum, proportional_score, place, flag]
}

source "report_2014" {
  title    = "Intelligent Monitoring report, July 2014"
  url      = "https://studylib.net/doc/10842730/intelligent-monitoring-report--report-on-july-2014"
  standing = confirmed
  note     = "Each tier-one indicator shows no evidence of risk, risk or elevated risk, by a z-score, a CUSUM or a rule. Trusts that were inspected recently get no band."
}

source "staff_concerns" {
  title    = "CQC revises intelligent monitoring tool (HSJ)"
  url      = "https://www.hsj.co.uk/acute-care/cqc-revises-intelligent-monitoring-tool/5067769.article"
  standing = confirmed
  note     = "A concern raised by staff counts as an elevated risk automatically."
}

source "uh_bristol" {
  title    = "University Hospitals Bristol, October 2013"
  url      = "http://www.uhbristol.nhs.uk/"
  standing = confirmed
  note     = "3 out of a possible 162: one risk and one elevated risk; band 6, with 36 others of 161 trusts. From it follow one point for a risk, two for an elevated risk, and a maximum of two for each applicable indicator."
}

source "kings_lynn" {
  title    = "King's Lynn, November 2013 (Ridouts)"
  standing = confirmed
  note     = "One elevated risk among 83 indicators, and band 1 for being in special measures."
}

source "z_from_memory" {
  title    = "From which z-score an indicator shows a risk"
  standing = unconfirmed
  note     = "2 for a risk and 3 for an elevated risk are in no text that we read. The score is not adjusted for over-dispersion here: the formula for that could not be read."
}

source "cut_offs_not_found" {
  title    = "Cut-offs of the six bands"
  standing = unconfirmed
  note     = "Not found in any text that we read. The bands stay absent, but for special measures."
}

source "illustration" {
  title    = "Made up to compare"
  standing = placeholder
  note     = "No one has published these bands."
}

scale "risk" {
  source = report_2014
  levels = { none = "No evidence of risk", risk = "Risk", elevated = "Elevated risk" }
  points = { none = 0, risk = 1, elevated = 2 }
}

scale "method" {
  source  = report_2014
  ordered = false
  levels  = { z_score = "z-score", cusum = "CUSUM", rule = "Rule" }
}

scale "band" {
  source  = [report_2014, kings_lynn]
  numeric = [1, 6]
  best    = 6
  states  = { no_band = "Recently inspected" }
}

entity "trust" {
  key   = "trust_code"
  label = "trust_name"
}

entity "line" {
  title  = "Tier-one indicator of a trust"
  key    = ["trust_code", "indicator"]
  within = trust
  source = report_2014
}

input "special_measures" {
  type   = boolean
  source = kings_lynn
}

input "recently_inspected" {
  type   = boolean
  source = report_2014
}

input "applicable" {
  title  = "Whether the indicator applies to the trust"
  for    = line
  type   = boolean
  source = uh_bristol
}

input "method" {
  for    = line
  type   = method
  source = report_2014
}

input "observed" {
  for     = line
  type    = number
  applies = method == z_score
}

input "expected" {
  for     = line
  type    = number
  applies = method == z_score
}

input "standard_error" {
  for     = line
  type    = number
  range   = [0, null]
  applies = method == z_score
}

input "read_flag" {
  title   = "Flag as the analysts set it, by a CUSUM or a rule"
  for     = line
  type    = risk
  applies = method != z_score
  source  = report_2014
}

input "staff_concern" {
  title  = "Concern raised by staff and validated"
  for    = line
  type   = boolean
  source = staff_concerns
}
