framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [summary]
}

entity "region" { key = "region" }

entity "home" {
  key    = "home"
  within = region
}

entity "ward" {
  key    = "ward"
  within = home
}

input "falls" { type = number }

input "share" { type = number }

input "beds" {
  for  = [ward]
  type = number
}

group "wards" { members = each(ward.beds) }

indicator "larger_regions" {
  for   = [ward]
  value = count([for h in each(home) : h.falls if beds > 10]) # want R0303 "every ward"
}

indicator "wards_of_whom" {
  for   = []
  value = mean(wards) # want R0303 "one home"
}

indicator "own_quantile" {
  value = quantile(each(home.falls), share, type_7) # want R0303 "own value"
}

indicator "pairs" {
  value = sum([for a in each(home) : sum([for b in each(home) : a.falls * b.falls])]) # want R0303 "two members of one entity"
}

indicator "summary" { value = falls + share }
