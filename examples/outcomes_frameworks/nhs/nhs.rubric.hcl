framework "outcomes_nhs" {
  title     = "NHS outcomes framework"
  publisher = "Department of Health"
  version   = "2014/15"
  language  = 1
  entity    = area
  publish   = [employment_gap, preventable_deaths, at_home, trend]
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

indicator "preventable_deaths_england_before" {
  title  = "The same for England a year before"
  for    = []
  value  = sum([for a in each(area) : a.preventable_deaths_before * a.people if is_present(a.preventable_deaths_before)]) / sum([for a in each(area) : a.people if is_present(a.preventable_deaths_before)])
  source = national_only
}

indicator "at_home_england_before" {
  title  = "The same for England a year before"
  for    = []
  value  = sum([for a in each(area) : a.at_home_before * a.people if is_present(a.at_home_before)]) / sum([for a in each(area) : a.people if is_present(a.at_home_before)])
  source = national_only
}

entity "figure" {
  title   = "Figure for England"
  columns = ["figure", "title", "polarity"]
  source  = [national_only, sharing_recalled]
  rows = [
    ["employment_gap", "Gap in employment between people with a mental illness and everyone", low_is_good],
    ["preventable_deaths", "Deaths from causes considered preventable", low_is_good],
    ["at_home", "Older people still at home 91 days after leaving hospital", high_is_good],
  ]
  attribute "polarity" { type = polarity }
}

derive "this_year" {
  title  = "England this year"
  for    = [figure]
  value  = lookup(figure, { employment_gap = employment_gap_england, preventable_deaths = preventable_deaths_england, at_home = at_home_england })
  source = sharing_recalled
}

derive "year_before" {
  title  = "England a year before"
  for    = [figure]
  value  = lookup(figure, { employment_gap = employment_gap_england_before, preventable_deaths = preventable_deaths_england_before, at_home = at_home_england_before })
  source = national_only
}

rating "trend" {
  title  = "Trend in England"
  for    = [figure]
  scale  = trend
  value  = (figure.polarity == high_is_good ? this_year - year_before : year_before - this_year) / year_before
  source = [national_only, trend_is_ours]
  bands {
    levels = { improved = "above no_change_within", no_change = "-no_change_within to no_change_within", worsened = "below -no_change_within" }
  }
}
