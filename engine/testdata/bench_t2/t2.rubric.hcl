# 200,000 bodies with 60 indicators: one to four points by three thresholds, in
# both directions; weighted means of six domains with at least 7 of 10; a weighted
# mean of the domains; bands and a cap. The second task of the measuring kit.
framework "bench_t2" {
  version  = "1"
  language = 1
  entity   = body
  publish  = [score, rating]
}

entity "body" { key = "id" }

entity "domain" {
  columns = ["domain", "weight"]
  rows    = [["d1", 2], ["d2", 1], ["d3", 1.5], ["d4", 1], ["d5", 2.5], ["d6", 1]]
}

entity "indicator" {
  csv    = "indicators.csv"
  key    = "indicator"
  within = domain
}

input "result" {
  for    = [body, indicator]
  column = indicator.indicator
  type   = number
}

indicator "score_of" {
  for = [body, indicator]
  case "lower" {
    when  = indicator.direction == "lower"
    value = 1 + count([result <= indicator.first, result <= indicator.second, result <= indicator.third])
  }
  case "higher" {
    when  = otherwise
    value = 1 + count([result >= indicator.first, result >= indicator.second, result >= indicator.third])
  }
}

group "domain_score" {
  for     = [body, domain]
  members = each(indicator.score_of)
  weights = indicator.weight
  missing = exclude
  score   = weighted_mean
  need    = "at least 7 of 10"
}

group "score" {
  members = each(domain.domain_score)
  weights = domain.weight
  missing = exclude
  score   = weighted_mean
}

scale "rating" {
  numeric = [1, 4]
  best    = 4
}

rating "rating" {
  scale = rating
  bands {
    of = score
    levels = {
      4 = "3 or more"
      3 = "2.5 to below 3"
      2 = "2 to below 2.5"
      1 = "below 2"
    }
  }
  limit "first_domain" {
    when      = any(present([for i in each(indicator) : i.score_of == 1 if i.domain == d1]))
    at_most   = 2
    undecided = skip
  }
}
