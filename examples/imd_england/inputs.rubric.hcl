# What the data says: the rank of each area in each of seven domains.

entity "area" {
  title = "Lower-layer super output area"
  key   = "lsoa21_code"
}

entity "domain" {
  title   = "Domain of deprivation"
  columns = ["domain", "column", "weight", "title"]
  total   = { weight = 0.999 } # as published: the weights are rounded, and are never made to add up to 1
  source  = [published_file, method]
  rows = [
    ["income", "Income_rank", 0.225, "Income"],
    ["employment", "Employment_rank", 0.225, "Employment"],
    ["education", "Education_rank", 0.135, "Education, skills and training"],
    ["health", "Health_rank", 0.135, "Health deprivation and disability"],
    ["crime", "Crime_rank", 0.093, "Crime"],
    ["barriers", "Housing_and_Services_rank", 0.093, "Barriers to housing and services"],
    ["environment", "Environment_rank", 0.093, "Living environment"],
  ]
}

input "domain_rank" {
  title  = "Rank in the domain, 1 the most deprived"
  for    = [area, domain]
  column = domain.column
  type   = integer
  range  = [1, null]
  better = higher
  source = published_file
}
