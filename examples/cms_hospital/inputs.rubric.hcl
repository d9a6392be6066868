# What the data says: a column for each measure; empty where the hospital does
# not report it. measures.csv lists the measures with their group and direction.

entity "hospital" {
  title = "Hospital"
  key   = "PROVIDER_ID"
}

entity "group" {
  title   = "Group of measures"
  columns = ["group", "weight", "outcome", "title"]
  total   = { weight = 1 }
  source  = sas_pack
  rows = [
    ["mortality", 0.22, true, "Mortality"],
    ["safety", 0.22, true, "Safety of care"],
    ["readmission", 0.22, false, "Readmission"],
    ["patient_experience", 0.22, false, "Patient experience"],
    ["process", 0.12, false, "Timely and effective care"],
  ]
  attribute "outcome" { type = boolean } # one of these must be there: mortality or safety
}

entity "measure" {
  title  = "Measure"
  csv    = "measures.csv"
  within = group
  source = sas_pack
  attribute "sign" {
    type  = integer
    among = [-1, 1]
  }
}

input "result" {
  title  = "Result of the measure"
  for    = [hospital, measure]
  column = measure.measure
  type   = number
  source = sas_pack
}
