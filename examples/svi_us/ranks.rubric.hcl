# Ranks of the variables, their sums by theme, and ranks of the sums.

indicator "variable_rank" {
  title  = "Percentile rank among all counties"
  for    = [county, variable]
  better = lower
  value  = percentile_rank(share, present(each(county.share)), inclusive)
  round  = half_up(4)
  source = method
}

derive "theme_sum" {
  title  = "Sum of the ranks of the theme"
  for    = [county, theme]
  value  = sum(each(variable.variable_rank))
  note   = "Of the rounded ranks. A rank that is absent makes the sum absent."
  source = method
}

indicator "theme_rank" {
  title  = "Percentile rank of the theme"
  for    = [county, theme]
  better = lower
  value  = percentile_rank(theme_sum, present(each(county.theme_sum)), inclusive)
  round  = half_up(4)
  source = method
}

derive "total" {
  title  = "Sum of the four themes"
  value  = sum(each(theme.theme_sum))
  note   = "Of the sums, not of the ranks of the themes."
  source = method
}

indicator "overall" {
  title  = "Overall percentile rank"
  note   = "1 is the most vulnerable county."
  better = lower
  value  = percentile_rank(total, present(each(county.total)), inclusive)
  round  = half_up(4)
  source = method
}
