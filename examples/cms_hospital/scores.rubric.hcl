# From results to group scores and the summary score: standardise, average,
# standardise again, weight.

parameter "min_reporters" {
  title  = "Hospitals that must be exceeded for a measure to count"
  unit   = "hospitals"
  value  = 100
  source = sas_pack
}

derive "reporters" {
  title  = "Hospitals that report the measure"
  for    = measure
  unit   = "hospitals"
  value  = count(present(each(hospital.result)))
  source = sas_pack
}

population "counted" {
  title  = "Measures that count"
  of     = measure
  where  = reporters > min_reporters
  source = sas_pack
}

indicator "z" {
  title  = "Result among all hospitals that report it, higher is better"
  for    = [hospital, counted]
  better = higher
  value  = counted.sign * z_score(result, present(each(hospital.result)), sample)
  source = sas_pack
}

derive "measures" {
  title  = "Measures reported in the group"
  for    = [hospital, group]
  value  = count(present(each(counted.z)))
  source = sas_pack
}

group "group_mean" {
  title   = "Mean of the group"
  for     = [hospital, group]
  better  = higher
  members = each(counted.z)
  missing = exclude
  score   = mean
  note    = "Of one measure too: three are needed for the stars, and not for the score."
  source  = sas_pack
}

indicator "group_score" {
  title  = "Mean of the group among all hospitals that have one"
  for    = [hospital, group]
  better = higher
  value  = z_score(group_mean, present(each(hospital.group_mean)), sample)
  shown  = half_up(9)
  source = sas_pack
}

group "summary_score" {
  title   = "Summary score"
  better  = higher
  members = each(group.group_score)
  weights = group.weight
  missing = exclude
  score   = weighted_mean
  shown   = half_up(9)
  note    = "The weights of the groups that are there are stretched to 1."
  source  = sas_pack
}
