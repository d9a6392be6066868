# Figures of everyone: statistics, ranks with ties, groups, an empty population,
# a constant column, one member, all absent.
framework "everyone" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [mean_rate, spread, place, dense, middle, percentile, z, scaled, top, region_rank, of_region, among_big, constant, alone, none, quartile, fences, treated]
}

entity "home" { key = "home" }

input "rate" { type = number }
input "beds" { type = integer }
input "region" { type = text }
input "same" { type = number }
input "single" { type = number }
input "never" { type = number }

population "big" {
  of    = home
  where = beds >= 40
}

population "neighbours" {
  of = home
  by = region
}

population "giants" {
  of    = home
  where = beds >= 4000
}

derive "mean_rate" {
  for   = []
  value = mean(present(each(home.rate)))
}

derive "spread" {
  for   = []
  value = sd(present(each(home.rate)), sample)
}

indicator "place" { value = rank(rate, present(each(home.rate)), descending, competition) }
indicator "dense" { value = rank(rate, present(each(home.rate)), descending, dense) }
indicator "middle" { value = rank(rate, present(each(home.rate)), ascending, mean) }
indicator "percentile" { value = percentile_rank(rate, present(each(home.rate)), inclusive) }
indicator "z" { value = z_score(rate, present(each(home.rate)), sample) }
indicator "scaled" { value = min_max(rate, present(each(home.rate)), 0, 100) }
indicator "top" { value = rate == max(present(each(home.rate))) }
indicator "region_rank" { value = rank(rate, present(each(neighbours.rate)), ascending, last) }
indicator "of_region" { value = rate / sum(present(each(neighbours.rate))) }

indicator "among_big" {
  for   = big
  value = rank(rate, present(each(big.rate)), ascending, competition)
}

indicator "constant" { value = min_max(same, each(home.same)) }
indicator "alone" { value = z_score(single, present(each(home.single)), sample) }
indicator "none" { value = rate - mean(each(giants.rate)) + coalesce(never, 0) }
indicator "quartile" { value = quantile(present(each(home.rate)), 0.25, type_7) }
indicator "fences" { value = fence_high(present(each(home.rate)), 1.5, type_6) }
indicator "treated" { value = clamp(rate, winsor_low(present(each(home.rate)), 2, 3.5, 5), winsor_high(present(each(home.rate)), 2, 3.5, 5)) }
