# The rank among all areas, and the tenth of the areas that it lies in.

indicator "rank" {
  title  = "Rank, 1 the most deprived"
  better = higher
  value  = rank(score, each(area.score), descending, competition)
  source = method
}

rating "overall" {
  title  = "Decile, 1 the most deprived tenth"
  scale  = decile
  value  = round(10 * rank / areas, ceiling(0))
  source = method
}
