# From what was measured to the index. Each step is named, so that an amendment
# can change one of them in a line.

derive "denominated" {
  title = "Made comparable between large and small countries"
  for   = [country, indicator]
  value = raw
}

derive "imputed" {
  title = "With gaps filled"
  for   = [country, indicator]
  value = denominated
}

population "kept" {
  title = "Countries that are ranked"
  of    = country
}

derive "treated" {
  title = "With outliers drawn in"
  for   = [kept, indicator]
  value = imputed
}

derive "directed" {
  title = "Turned so that more is better"
  for   = [country, indicator]
  value = indicator.direction * treated
}

indicator "normalised" {
  title  = "On one scale"
  source = handbook
  for    = [country, indicator]
  value  = min_max(directed, present(each(country.directed)), 0, 100)
}

group "pillar_score" {
  for     = [country, pillar]
  members = each(indicator.normalised)
  weights = indicator.weight
  missing = exclude
  score   = weighted_mean
}

group "sub_index_score" {
  for     = [country, sub_index]
  members = each(pillar.pillar_score)
  weights = pillar.weight
  missing = exclude
  score   = weighted_mean
}

group "index" {
  title   = "Sustainable connectivity"
  members = each(sub_index.sub_index_score)
  weights = sub_index.weight
  missing = exclude
  score   = weighted_mean
}
