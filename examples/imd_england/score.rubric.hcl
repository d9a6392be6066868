# The score: each rank as a share of all, stretched at the deprived end, then
# weighted.

derive "areas" {
  title = "How many areas there are"
  for   = []
  value = count(each(area))
}

derive "standing" {
  title  = "Share of the areas that are no more deprived, 1 for the most deprived"
  for    = [area, domain]
  value  = (areas - domain_rank + 1) / areas
  source = method
}

parameter "stretch" {
  title  = "Constant of the exponential transformation"
  value  = 23
  note   = "With 23, a tenth of the areas lies above 50."
  source = [transformation, method]
}

derive "transformed" {
  title  = "Rank in the domain, transformed to 0 to 100"
  for    = [area, domain]
  better = lower
  value  = -stretch * ln(1 - standing * (1 - exp(-100 / stretch)))
  source = [transformation, method]
}

group "score" {
  title   = "Score of the index"
  better  = lower
  members = each(domain.transformed)
  weights = domain.weight
  score   = weighted_sum
  shown   = half_up(3)
  note    = "A sum: the weights add up to 0.999, and a mean would divide by that."
  source  = method
}
