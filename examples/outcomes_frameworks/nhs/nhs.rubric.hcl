framework "outcomes_nhs" {
  title     = "NHS outcomes framework"
  publisher = "Department of Health"
  version   = "2014/15"
  language  = 1
  entity    = area
  publish   = [employment_gap, preventable_deaths, at_home, employment_gap_trend, preventable_deaths_trend, at_home_trend]
  purpose   = [accountability]
  note      = "Only the nation is judged, by the trend of each indicator. Areas have figures, and nobody has an overall."
}

use "../definitions" {}

indicator "employment_gap_england_before" {
  title  = "The same for England a year before"
  for    = []
  value  = sum([for a in each(area) : a.employment_gap_before * a.people if is_present(a.employment_gap_before)]) / sum([for a in each(area) : a.people if is_present(a.employment_gap_before)])
  source = national_only
}

rating "employment_gap_trend" {
  title  = "Trend in England"
  for    = []
  scale  = trend
  value  = (employment_gap_england_before - employment_gap_england) / employment_gap_england_before
  source = [national_only, trend_is_ours]
  bands {
    levels = { improved = "above no_change_within", no_change = "-no_change_within to no_change_within", worsened = "below -no_change_within" }
  }
}

indicator "preventable_deaths_england_before" {
  title  = "The same for England a year before"
  for    = []
  value  = sum([for a in each(area) : a.preventable_deaths_before * a.people if is_present(a.preventable_deaths_before)]) / sum([for a in each(area) : a.people if is_present(a.preventable_deaths_before)])
  source = national_only
}

rating "preventable_deaths_trend" {
  title  = "Trend in England"
  for    = []
  scale  = trend
  value  = (preventable_deaths_england_before - preventable_deaths_england) / preventable_deaths_england_before
  source = [national_only, trend_is_ours]
  bands {
    levels = { improved = "above no_change_within", no_change = "-no_change_within to no_change_within", worsened = "below -no_change_within" }
  }
}

indicator "at_home_england_before" {
  title  = "The same for England a year before"
  for    = []
  value  = sum([for a in each(area) : a.at_home_before * a.people if is_present(a.at_home_before)]) / sum([for a in each(area) : a.people if is_present(a.at_home_before)])
  source = national_only
}

rating "at_home_trend" {
  title  = "Trend in England"
  for    = []
  scale  = trend
  value  = (at_home_england - at_home_england_before) / at_home_england_before
  source = [national_only, trend_is_ours]
  bands {
    levels = { improved = "above no_change_within", no_change = "-no_change_within to no_change_within", worsened = "below -no_change_within" }
  }
}
