# Means of the metric scores: by domain, and over all.

population "scored" {
  title = "Metrics whose scores are averaged"
  of    = metric
  where = metric.counts
}

group "domain_score" {
  title   = "Score of the domain"
  for     = [trust, domain]
  better  = lower
  members = each(scored.row)
  score   = mean
  missing = exclude
  shown   = half_even(2)
  note    = "Not rounded: no way of rounding metric scores gives all the published scores of domains."
  source  = [manual, results]
}

group "average_score" {
  title   = "Average metric score"
  better  = lower
  members = each(scored.row)
  score   = mean
  missing = exclude
  round   = half_up(2)
  note    = "Of the metrics, not of the domains: a domain with four metrics weighs twice as much as one with two."
  source  = [manual, results, rounding_not_stated]
}
