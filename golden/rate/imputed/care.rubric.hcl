# What stands in for missing values: the mean of all, the median of a group, an
# earlier figure while it is young enough; and normalise blocks.
framework "imputed" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [rate, falls, staff, score, percent]
  in_force { from = "2026-04-01" }
}

entity "home" { key = "home" }

input "region" { type = text }

population "neighbours" {
  of = home
  by = region
}

input "rate_now" {
  column  = "rate"
  type    = number
  missing = mean(present(each(home.rate_now)))
}

input "falls_now" {
  column  = "falls"
  type    = number
  missing = median(present(each(neighbours.falls_now)))
}

input "staff_before" { type = number }
input "counted_on" { type = date }

input "staff_now" {
  column  = "staff"
  type    = number
  missing = carry_forward(staff_before, counted_on, "24 months")
}

derive "rate" { value = rate_now }
derive "falls" { value = falls_now }
derive "staff" { value = staff_now }

indicator "score" {
  value = rate_now
  normalise {
    over    = home
    method  = z_score
    variant = population
    with    = [50, 10]
  }
  round = half_up(2)
}

indicator "percent" {
  value = falls_now
  normalise {
    over   = neighbours
    method = min_max
    with   = [1, 100]
  }
}
