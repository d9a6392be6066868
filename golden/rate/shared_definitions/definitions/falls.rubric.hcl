# What several frameworks rate in the same way.
source "handbook" { title = "Handbook of definitions" }

scale "quality" {
  levels = { good = "Good", poor = "Poor" }
}

absence "too_few_beds" { label = "too few beds" }

input "falls" {
  type   = integer
  better = lower
  range  = [0, null]
  absent = { "-" = too_few_beds }
}

input "bed_days" {
  type  = integer
  range = [1, null]
}

parameter "per" { value = 1000 }

indicator "falls_rate" {
  value  = per * falls / bed_days
  round  = half_up(1)
  scale  = quality
  source = handbook
  bands { levels = { good = "below 2", poor = "2 or more" } }
}

# Another framework reads these; their columns are not asked for here.
input "infections" { type = integer }
indicator "infection_rate" { value = per * infections / bed_days }
