# From the summary score to stars: who is rated, with whom, and where the stars
# begin.

parameter "min_measures" {
  title  = "Measures that a group needs to count for the stars"
  value  = 3
  source = sas_pack
}

parameter "min_groups" {
  title  = "Groups with enough measures that a hospital needs"
  value  = 3
  source = sas_pack
}

derive "groups" {
  title  = "Groups with enough measures"
  value  = count(each(group.measures) >= min_measures)
  source = sas_pack
}

derive "safety_groups" {
  title  = "Mortality and safety, with enough measures"
  value  = count([for g in each(group) : g.measures >= min_measures if g.outcome])
  source = sas_pack
}

derive "eligible" {
  title  = "Can be rated"
  value  = groups >= min_groups && safety_groups >= 1
  source = sas_pack
}

population "rated" {
  title  = "Hospitals that are rated, those with as many groups together"
  of     = hospital
  where  = eligible
  by     = groups
  source = sas_pack
}

derive "peer_group" {
  title  = "Peer group: hospitals with three, four or five groups"
  for    = rated
  value  = groups
  source = sas_pack
}

cut_points "star_cuts" {
  title  = "Where each star begins, by peer group"
  of     = summary_score
  over   = rated
  better = higher
  ties   = lower
  freeze = "cut_points.csv"
  source = sas_pack

  kmeans {
    k      = 5
    start  = quantile_medians
    strict = 1
  }
}

rating "overall" {
  title   = "Overall star rating"
  scale   = stars
  applies = eligible
  else    = not_eligible
  bands   = cut_points.star_cuts
  source  = sas_pack
}
