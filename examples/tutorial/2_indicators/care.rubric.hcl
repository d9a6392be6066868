framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, falls_rate, satisfaction]
}

entity "home" { key = "home" }

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

input "falls" { type = integer }

input "bed_days" {
  type  = integer
  range = [1, null]
}

input "satisfied" { type = percent }

indicator "falls_rate" {
  title  = "Falls per 1,000 bed days"
  better = lower
  value  = 1000 * falls / bed_days
  round  = half_up(1)
  scale  = quality
  bands {
    levels = { good = "below 2", fair = "2 to below 4", poor = "4 or more" }
  }
}

indicator "satisfaction" {
  better = higher
  value  = satisfied
  scale  = quality
  bands {
    levels = { good = "80% or more", fair = "60% to below 80%", poor = "below 60%" }
  }
}

rating "overall" {
  scale = quality
  value = worst([falls_rate, satisfaction])
}
