# The rank among all areas, and the tenth of the areas that it lies in.

indicator "rank" {
  title  = "Rank"
  note   = "1 is the most deprived area."
  better = higher
  value  = rank(score, each(area.score), descending, competition)
  source = method
}

rating "overall" {
  title  = "Decile"
  note   = "1 is the most deprived tenth of the areas."
  scale  = decile
  value  = round(10 * rank / areas, ceiling(0))
  source = method
}
