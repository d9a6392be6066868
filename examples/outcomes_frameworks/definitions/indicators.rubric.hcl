# Indicators that more than one framework has. Each is written here and nowhere else.

input "employment_gap_value" {
  title  = "Gap in employment between people with a mental illness and everyone"
  type   = number
  unit   = "percentage points"
  better = lower
}

input "employment_gap_low" {
  title = "Lower end of its 95% confidence interval"
  type  = number
  unit  = "percentage points"
}

input "employment_gap_high" {
  title = "Upper end of its 95% confidence interval"
  type  = number
  unit  = "percentage points"
}

input "employment_gap_before" {
  title = "The same a year before"
  type  = number
  unit  = "percentage points"
}

indicator "employment_gap" {
  title  = "Gap in employment between people with a mental illness and everyone"
  unit   = "percentage points"
  better = lower
  value  = employment_gap_value
  source = sharing_recalled
}

indicator "employment_gap_england" {
  title  = "The same for England, by people"
  for    = []
  unit   = "percentage points"
  value  = sum([for a in each(area) : a.employment_gap_value * a.people if is_present(a.employment_gap_value)]) / sum([for a in each(area) : a.people if is_present(a.employment_gap_value)])
  source = sharing_recalled
}

input "preventable_deaths_value" {
  title  = "Deaths from causes considered preventable, per 100,000"
  type   = number
  unit   = "per 100,000"
  better = lower
}

input "preventable_deaths_low" {
  title = "Lower end of its 95% confidence interval"
  type  = number
  unit  = "per 100,000"
}

input "preventable_deaths_high" {
  title = "Upper end of its 95% confidence interval"
  type  = number
  unit  = "per 100,000"
}

input "preventable_deaths_before" {
  title = "The same a year before"
  type  = number
  unit  = "per 100,000"
}

indicator "preventable_deaths" {
  title  = "Deaths from causes considered preventable, per 100,000"
  unit   = "per 100,000"
  better = lower
  value  = preventable_deaths_value
  source = sharing_recalled
}

indicator "preventable_deaths_england" {
  title  = "The same for England, by people"
  for    = []
  unit   = "per 100,000"
  value  = sum([for a in each(area) : a.preventable_deaths_value * a.people if is_present(a.preventable_deaths_value)]) / sum([for a in each(area) : a.people if is_present(a.preventable_deaths_value)])
  source = sharing_recalled
}

input "at_home_value" {
  title  = "Older people still at home 91 days after leaving hospital"
  type   = number
  unit   = "%"
  better = higher
}

input "at_home_low" {
  title = "Lower end of its 95% confidence interval"
  type  = number
  unit  = "%"
}

input "at_home_high" {
  title = "Upper end of its 95% confidence interval"
  type  = number
  unit  = "%"
}

input "at_home_before" {
  title = "The same a year before"
  type  = number
  unit  = "%"
}

indicator "at_home" {
  title  = "Older people still at home 91 days after leaving hospital"
  unit   = "%"
  better = higher
  value  = at_home_value
  source = sharing_recalled
}

indicator "at_home_england" {
  title  = "The same for England, by people"
  for    = []
  unit   = "%"
  value  = sum([for a in each(area) : a.at_home_value * a.people if is_present(a.at_home_value)]) / sum([for a in each(area) : a.people if is_present(a.at_home_value)])
  source = sharing_recalled
}

input "social_contact_value" {
  title  = "People who use services and have as much social contact as they would like"
  type   = number
  unit   = "%"
  better = higher
}

input "social_contact_low" {
  title = "Lower end of its 95% confidence interval"
  type  = number
  unit  = "%"
}

input "social_contact_high" {
  title = "Upper end of its 95% confidence interval"
  type  = number
  unit  = "%"
}

input "social_contact_before" {
  title = "The same a year before"
  type  = number
  unit  = "%"
}

indicator "social_contact" {
  title  = "People who use services and have as much social contact as they would like"
  unit   = "%"
  better = higher
  value  = social_contact_value
  source = sharing_recalled
}

indicator "social_contact_england" {
  title  = "The same for England, by people"
  for    = []
  unit   = "%"
  value  = sum([for a in each(area) : a.social_contact_value * a.people if is_present(a.social_contact_value)]) / sum([for a in each(area) : a.people if is_present(a.social_contact_value)])
  source = sharing_recalled
}
