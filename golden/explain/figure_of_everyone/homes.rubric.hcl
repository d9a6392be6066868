framework "homes" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, lowest, mean_rate]
}

scale "quality" { levels = { high = "High", middle = "Middle", low = "Low" } }

entity "home" {
  key   = "id"
  label = "name"
}

input "falls" {
  type    = number
  title   = "Falls per 1,000 bed days"
  missing = mean(present(each(region.falls_raw)))
}

input "falls_raw" {
  column = "falls"
  type   = number
}

input "region_name" { type = text }

population "region" {
  of    = home
  title = "Homes of the same region"
  by    = region_name
}

indicator "mean_rate" {
  for   = []
  title = "Mean of all homes"
  value = mean(each(home.falls))
}

indicator "lowest" {
  for   = []
  value = min(each(home.falls))
}

rating "overall" {
  title = "How the home compares"
  value = falls / mean_rate
  scale = quality
  bands {
    levels = { high = "below 0.8", middle = "0.8 to 1.2", low = "above 1.2" }
  }

  limit "worst_tenth" {
    at_most = middle
    when    = falls >= quantile(each(home.falls), 0.9, type_7)
    because = "A home among the tenth with the most falls is not high."
  }
}
