framework "statistics" {
  version  = "1"
  language = 1
  entity   = ward
  publish = [
    overall, place, z, spread, dense, borda_points, capped, stretched, to_target, share_of_best, typical, hospital_rating,
    hospital_best, ward_count, region_gap, fair_share, above_fence,
  ]
}

scale "quality" {
  levels = { high = "High", middle = "Middle", low = "Low" }
  states = { not_rated = "Not rated" }
}

entity "hospital" {
  key   = "hospital"
  label = "hospital_name"
}

entity "ward" {
  key    = ["hospital", "ward"]
  label  = "ward_name"
  within = hospital
}

entity "item" {
  columns = ["item", "column"]
  rows    = [["clean", "Clean"], ["food", "Food"]]
}

input "item_score" {
  for    = [ward, item]
  column = item.column
  type   = number
  absent = { "x" = suppressed }
}

input "beds" {
  type    = integer
  missing = median(present(each(ward.beds_given)))
}

input "beds_given" {
  column = "beds"
  type   = integer
}

input "region" {
  for  = [hospital]
  type = text
}

population "large" {
  of    = ward
  where = beds >= 10
}

population "neighbours" {
  of    = ward
  title = "Wards of the same region with 8 beds or more"
  where = beds >= 8
  by    = region
}

population "regional" {
  of = hospital
  by = region
}

derive "score" { value = mean(present(each(item.item_score))) }

indicator "place" {
  value = percentile_rank(score, present(each(neighbours.score)), inclusive)
}

indicator "z" {
  for   = [large, item]
  value = z_score(item_score, present(each(large.item_score)), population, 50, 10)
}

indicator "spread" {
  for   = []
  value = sd(present(each(ward.score)), sample)
}

indicator "dense" { value = rank(score, present(each(ward.score)), descending, dense) }

indicator "borda_points" { value = borda(score, present(each(ward.score))) }

indicator "capped" {
  value = min([
    max([score, winsor_low(present(each(ward.score)), 2, 3.5, 5)]),
    winsor_high(present(each(ward.score)), 2, 3.5, 5),
  ])
}

indicator "stretched" { value = min_max(score, present(each(ward.score)), 0, 100) }

indicator "to_target" { value = distance_to_target(score, present(each(ward.score)), 90, capped) }

indicator "share_of_best" { value = fraction_of_max(score, present(each(ward.score))) }

indicator "typical" {
  for   = []
  value = quantile(present(each(ward.score)), 0.5, type_2)
}

indicator "above_fence" {
  value = score > fence_high(present(each(ward.score)), 1.5, type_7) ? 1 : 0
}

indicator "fair_share" { value = 100 * beds / sum(each(ward.beds)) }

rating "overall" {
  value = score / typical
  scale = quality

  bands {
    levels = { high = "1 or more", middle = "0.8 to below 1", low = "below 0.8" }
  }

  limit "crowd" {
    at_most = middle
    when    = count(present(each(ward.score)) > 84) > 4 || z[clean] < 40
  }

  limit "gap" {
    at_most   = low
    when      = hospital_best - score > 30
    undecided = skip
  }
}

group "hospital_score" {
  for     = [hospital]
  members = each(ward.score)
  score   = weighted_mean
  weights = beds
  missing = exclude
  need    = "at least 50% of weight"
}

rating "hospital_rating" {
  for   = [hospital]
  value = hospital_score
  scale = quality

  bands {
    levels = { high = "80 or more", middle = "60 to below 80", low = "below 60" }
  }

  limit "any_low" {
    at_most = middle
    when    = any(each(ward.overall) == low)
  }

  override "panel" {
    within = 1
    needs  = [by, reason]
  }
}

indicator "hospital_best" {
  for   = [hospital]
  value = max(present(each(ward.score)))
}

indicator "ward_count" {
  for   = [hospital]
  value = count(each(ward))
}

indicator "region_gap" {
  for   = [hospital]
  value = hospital_score - mean(present(each(regional.hospital_score)))
}
