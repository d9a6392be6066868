# What the data says: a row for each trust, quarter and metric. Scores, values,
# flags and results of others stand below one another; "counts" says which of them
# enter the means.

entity "league" {
  title = "League table: trusts of one type in one quarter"
  key   = ["Quarter", "Trust_type"]
}

entity "trust" {
  title  = "Trust in a quarter"
  key    = ["Trust_code", "Quarter"]
  label  = "Trust_name"
  within = league
}

entity "domain" {
  title   = "Domain"
  columns = ["domain", "cut_1", "cut_2", "cut_3", "title"]
  source  = inferred
  rows = [
    ["access", 1.912, 2.375, 2.9, "Access to services"],
    ["effectiveness", 1.885, 2.205, 2.51, "Effectiveness and experience"],
    ["safety", 2.105, 2.475, 2.92, "Patient safety"],
    ["people", 1.985, 2.52, 3.06, "People and workforce"],
    ["finance", 1.72, 2.275, 2.855, "Finance and productivity"],
  ]
}

entity "metric" {
  title   = "Row of the published metrics"
  key     = "Metric_ID"
  within  = domain
  columns = ["metric", "domain", "counts", "title"]
  source  = results
  rows = [
    ["OF1005", access, true, "Community services: waits over 52 weeks, score"],
    ["OF1041", access, true, "Annual change in children and young people with access to mental health services, score"],
    ["OF1035", effectiveness, true, "Community mental health survey, score"],
    ["OF1057", effectiveness, true, "Urgent community response within two hours, score"],
    ["OF1063", effectiveness, true, "Inpatients who stay longer than 60 days, score"],
    ["OF1016", safety, true, "Contact within 24 hours in a mental health crisis, score"],
    ["OF1061", safety, true, "Staff survey: raising concerns, score"],
    ["OF1082", people, true, "Sickness absence, score"],
    ["OF1084", people, true, "Staff survey: engagement, score"],
    ["OF1079", finance, false, "Planned surplus or deficit, score"],
    ["OF1080", finance, true, "Combined finance, score"],
    ["OF1081", finance, false, "Variance to the financial plan, score"],
    ["OF1086", finance, true, "Relative difference in costs, score"],
    ["OF0005", access, false, "Community services: waits over 52 weeks, value"],
    ["OF0041", access, false, "Annual change in children and young people with access to mental health services, value"],
    ["OF0057", effectiveness, false, "Urgent community response within two hours, value"],
    ["OF0063", effectiveness, false, "Inpatients who stay longer than 60 days, value"],
    ["OF0016", safety, false, "Contact within 24 hours in a mental health crisis, value"],
    ["OF0061", safety, false, "Staff survey: raising concerns, value"],
    ["OF0082", people, false, "Sickness absence, value"],
    ["OF0084", people, false, "Staff survey: engagement, value"],
    ["OF0079", finance, false, "Planned surplus or deficit, value"],
    ["OF0081", finance, false, "Variance to the financial plan, value"],
    ["OF0086", finance, false, "Relative difference in costs, value"],
    ["OF4000", access, false, "Access to services domain score, as published"],
    ["OF4100", access, false, "Access to services domain segment, as published"],
    ["OF4005", effectiveness, false, "Effectiveness and experience domain score, as published"],
    ["OF4105", effectiveness, false, "Effectiveness and experience domain segment, as published"],
    ["OF4002", safety, false, "Patient safety domain score, as published"],
    ["OF4102", safety, false, "Patient safety domain segment, as published"],
    ["OF4004", people, false, "People and workforce domain score, as published"],
    ["OF4104", people, false, "People and workforce domain segment, as published"],
    ["OF4003", finance, false, "Finance and productivity domain score, as published"],
    ["OF4103", finance, false, "Finance and productivity domain segment, as published"],
    ["OF5000", null, false, "Adjusted segment, as published"],
    ["OF5002", null, false, "Average metric score, as published"],
    ["OF5003", null, false, "Unadjusted segment, as published"],
    ["OF5004", null, false, "Financial override, flag"],
    ["OF5005", null, false, "Final segment score override, as published"],
    ["OF5007", null, false, "In the Recovery Support Programme, flag"],
  ]
  attribute "counts" { type = boolean } # combined finance (OF1080) does, in place of its parts OF1079 and OF1081
}

input "row" {
  title  = "What the row says: a score, a value, a segment or a flag"
  for    = [trust, metric]
  column = "Value"
  type   = number
  source = manual
}
