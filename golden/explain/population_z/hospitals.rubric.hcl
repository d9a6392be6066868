framework "hospitals" {
  version  = "1"
  language = 1
  entity   = hospital
  publish  = [standard, peer_place, small_place, mean_score]
}

entity "hospital" {
  key   = "id"
  label = "name"
}

entity "measure" {
  columns = ["measure", "column", "header"]
  rows = [
    ["falls", "Falls", "Z_FALLS"],
    ["waits", "Waits", "Z_WAITS"],
  ]
}

input "rate" {
  for    = [hospital, measure]
  column = measure.column
  type   = number
}

input "beds" { type = integer }

input "region" { type = text }

population "peers" {
  of    = hospital
  title = "Hospitals of the same region"
  by    = region
}

population "large" {
  of    = hospital
  title = "Hospitals with 100 beds or more"
  where = beds >= 100
}

derive "score" {
  for   = [hospital]
  value = mean(each(measure.rate))
}

indicator "standard" {
  for    = [large, measure]
  column = measure.header
  value  = z_score(rate, present(each(large.rate)), sample)
  round  = half_up(3)
}

indicator "peer_place" {
  column = "PLACE"
  value  = percentile_rank(score, present(each(peers.score)), mid)
}

indicator "small_place" {
  value = score > quantile(present(each(hospital.score)), 0.75, type_7) ? 1 : 0
}

indicator "mean_score" {
  for   = []
  value = mean(present(each(large.score)))
}
