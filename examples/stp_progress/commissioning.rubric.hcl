# What a trade journal made of the ratings of CCGs: a mean for each partnership.

entity "ccg" {
  title  = "Clinical commissioning group"
  key    = "ccg_code"
  within = stp
}

input "ccg_rating" {
  title  = "Headline rating of the CCG"
  for    = ccg
  type   = assurance
  source = hsj
}

input "residents" {
  title = "Population of the CCG"
  for   = ccg
  type  = integer
  range = [1, null]
}

derive "ccg_points" {
  title  = "Rating as a number, 1 the best"
  for    = ccg
  better = lower
  value  = lookup(ccg_rating, { outstanding = 1, good = 2, requires_improvement = 3, inadequate = 4 })
  source = hsj
}

group "commissioning_mean" {
  title   = "Mean rating of the CCGs, by population"
  better  = lower
  members = each(ccg.ccg_points)
  weights = residents
  score   = weighted_mean
  round   = half_up(2)
  source  = hsj
}

scale "commissioning_band" {
  title = "Commissioning in the partnership"
  levels = {
    band_1 = "1 to 1.5, the best"
    band_2 = "1.5 to 2"
    band_3 = "2 to 2.5"
    band_4 = "2.5 to 3"
    band_5 = "3 to 3.5"
    band_6 = "3.5 to 4, the worst"
  }
  source = hsj
}

source "side_of_boundaries" {
  title    = "On which side of a boundary a mean falls"
  standing = unconfirmed
}

rating "commissioning" {
  title  = "Commissioning in the partnership"
  scale  = commissioning_band
  value  = commissioning_mean
  source = hsj

  bands {
    source = [hsj, side_of_boundaries]
    levels = {
      band_1 = "below 1.5"
      band_2 = "1.5 to below 2"
      band_3 = "2 to below 2.5"
      band_4 = "2.5 to below 3"
      band_5 = "3 to below 3.5"
      band_6 = "3.5 or more"
    }
  }
}
