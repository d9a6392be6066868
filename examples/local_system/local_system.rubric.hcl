framework "local_system" {
  title    = "How care is in a local system, department by department"
  version  = "2026.1"
  language = 1
  entity   = department
  publish = [
    from_data, judged, agreement, evidence_months, waits, safety, experience,
    worst_department, best_department, departments_short, departments_rated, departments, judged_lately,
    system_outstanding, system_good, system_fair, system_poor, system_not_known, system_spread, system_disagree,
  ]
  purpose = [accountability, choice, improvement, prevent_failure, reassurance]
  note    = "Written to answer the criticisms of single ratings. Every figure in it is invented. There is no overall, of a provider or of the system."
  in_force { from = "2026-04-01" }
}

source "nuffield" {
  title    = "Nuffield Trust: Rating providers for quality: a policy worth pursuing?"
  url      = "https://www.nuffieldtrust.org.uk/research/rating-providers-for-quality-a-policy-worth-pursuing"
  standing = confirmed
  note     = "Five purposes of a rating. A single summary score of a hospital risks masking differences across departments and wards."
}

source "kings_fund" {
  title    = "The King's Fund: Measuring the performance of local health systems, 2015"
  url      = "https://www.kingsfund.org.uk/insight-and-analysis/reports/measuring-performance-local-health-systems"
  standing = confirmed
  note     = "No aggregate score; a small set in front and a larger one behind it. Ratings are artefacts of the choice of indicators, and of how they are scored, weighted and aggregated."
}

source "illustration" {
  title    = "Invented here"
  standing = placeholder
  note     = "Cut-offs, rules and ages of evidence are illustrations. Nobody has decided on them."
}

scale "quality" {
  levels = {
    outstanding = "Outstanding"
    good        = "Good"
    fair        = "Requires improvement"
    poor        = "Inadequate"
  }
  states = { closed = "Closed" }
  rung   = { outstanding = 3, good = 2, fair = 1, poor = 0 }
  source = illustration
}

scale "agreement" {
  title   = "Judgement and data"
  ordered = false
  levels = {
    agree        = "Agree"
    data_better  = "The data are better than the judgement"
    judged_above = "The judgement is better than the data"
  }
  states = { one_only = "Only one of the two" }
  source = illustration
}

entity "system" {
  title = "Local system"
  key   = "system"
}

entity "provider" {
  title  = "Provider"
  key    = "provider"
  within = system
}

entity "department" {
  title  = "Department"
  key    = ["provider", "department"]
  within = provider
}

input "open" {
  title   = "Open to patients"
  type    = boolean
  missing = true
}

input "in_time" {
  title  = "Patients of a hundred who were seen in time"
  type   = integer
  range  = [0, 100]
  better = higher
}

input "unharmed" {
  title  = "Patients of a hundred who came to no harm"
  type   = integer
  range  = [0, 100]
  better = higher
}

input "satisfied" {
  title  = "Patients of a hundred who were satisfied"
  type   = integer
  range  = [0, 100]
  better = higher
  absent = { "*" = too_small }
}

input "inspected" {
  title = "Day of the last inspection"
  type  = date
}

input "judgement" {
  title     = "What the inspectors judged"
  type      = quality
  dated     = inspected
  valid_for = "24 months"
  source    = illustration
}

rating "waits" {
  title  = "Waiting"
  for    = [department]
  scale  = quality
  value  = in_time
  source = illustration
  bands {
    levels = { outstanding = "95 or more", good = "85 to 94", fair = "70 to 84", poor = "69 or less" }
  }
}

rating "safety" {
  title  = "Safety"
  for    = [department]
  scale  = quality
  value  = unharmed
  source = illustration
  bands {
    levels = { outstanding = "99 or more", good = "96 to 98", fair = "92 to 95", poor = "91 or less" }
  }
}

rating "experience" {
  title  = "Experience"
  for    = [department]
  scale  = quality
  value  = satisfied
  source = illustration
  bands {
    levels = { outstanding = "90 or more", good = "75 to 89", fair = "60 to 74", poor = "59 or less" }
  }
}

rating "from_data" {
  title   = "Level by the data"
  for     = [department]
  scale   = quality
  of      = [waits, safety, experience]
  applies = open
  else    = closed
  source  = [nuffield, illustration]

  rule "poor" { requires = "2 or more are poor" }
  rule "fair" { requires = "1 or more are poor, or 2 or more are fair" }
  rule "outstanding" { requires = "2 or more are outstanding and the rest are good" }
  rule "good" { requires = "otherwise" }

  limit "unsafe" {
    when    = safety == poor
    at_most = poor
    because = "A department that harms its patients is inadequate, whatever else it does."
  }

  override "panel" {
    within = 1
    needs  = [by, reason, evidence, until]
    source = illustration
  }
}

rating "judged" {
  title  = "Level by judgement, while it counts"
  for    = [department]
  scale  = quality
  value  = judgement
  source = [nuffield, illustration]
}

indicator "evidence_months" {
  title  = "Age of the judgement"
  for    = [department]
  unit   = "months"
  better = lower
  value  = months_between(inspected, as_of)
  source = illustration
}

rating "agreement" {
  title  = "Whether they agree"
  for    = [department]
  scale  = agreement
  source = illustration
  case "data_better" {
    when  = from_data > judged
    value = agreement.data_better
  }
  case "judged_above" {
    when  = from_data < judged
    value = agreement.judged_above
  }
  case "agree" {
    when  = otherwise
    value = agreement.agree
  }
  limit "one_only" {
    when    = !is_rated(from_data) || !is_rated(judged)
    exactly = one_only
    because = "Nothing to compare: one of the two is missing, too old, or off the ladder."
  }
}
