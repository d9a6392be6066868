# Cut points: stated, quantiles, clusters by group; values on a cut; a group with
# too few values; rankings with several keys, ties and missing keys.
framework "cut_points" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [stated, stated_upper, quarter, cluster, random_cluster, league, by_region]
}

entity "home" { key = "home" }

input "rate" { type = number }
input "region" { type = text }

scale "third" {
  numeric = [1, 3]
  best    = 1
}

scale "quarter" {
  numeric = [1, 4]
  best    = 4
}

scale "half" {
  numeric = [1, 2]
  best    = 2
}

cut_points "stated" {
  of     = rate
  better = lower
  ties   = lower
  fixed { cuts = [2, 4.5] }
}

cut_points "stated_upper" {
  of     = rate
  better = lower
  ties   = upper
  fixed { cuts = [2, 4.5] }
}

cut_points "quarters" {
  of     = rate
  better = higher
  ties   = lower
  quantile {
    at   = [0.25, 0.5, 0.75]
    type = type_7
  }
}

cut_points "regional" {
  of     = rate
  within = region
  better = higher
  ties   = lower
  kmeans {
    k      = 2
    start  = quantile_medians
    strict = 50
  }
}

cut_points "random" {
  of     = rate
  better = higher
  ties   = lower
  kmeans {
    k     = 3
    start = random
    seed  = 4
  }
}

rating "stated" {
  scale = third
  bands = cut_points.stated
}

rating "stated_upper" {
  scale = third
  bands = cut_points.stated_upper
}

rating "quarter" {
  scale = quarter
  bands = cut_points.quarters
}

rating "cluster" {
  scale = half
  bands = cut_points.regional
}

rating "random_cluster" {
  scale = third
  bands = cut_points.random
}

population "neighbours" {
  of = home
  by = region
}

ranking "league" {
  over  = home
  by    = [stated, rate]
  order = [descending, descending]
  ties  = mean
}

ranking "by_region" {
  over  = neighbours
  by    = rate
  order = ascending
  ties  = dense
}
