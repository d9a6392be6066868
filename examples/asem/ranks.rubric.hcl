# Places, 1 first; equal scores share the better place.

indicator "indicator_rank" {
  for   = [country, indicator]
  value = rank(normalised, present(each(country.normalised)), descending, competition)
}

indicator "pillar_rank" {
  for   = [country, pillar]
  value = rank(pillar_score, present(each(country.pillar_score)), descending, competition)
}

indicator "sub_index_rank" {
  for   = [country, sub_index]
  value = rank(sub_index_score, present(each(country.sub_index_score)), descending, competition)
}

indicator "index_rank" {
  value = rank(index, present(each(country.index)), descending, competition)
}

scale "quarter" {
  title   = "Quarter of the ranking"
  numeric = [1, 4]
  best    = 1
}

rating "overall" {
  title  = "Quarter of the ranking"
  source = ours
  scale  = quarter
  value  = round(4 * index_rank / count(present(each(country.index))), ceiling(0))
}
