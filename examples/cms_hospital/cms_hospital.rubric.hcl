framework "cms_hospital" {
  title     = "Overall Hospital Quality Star Rating"
  publisher = "Centers for Medicare & Medicaid Services"
  version   = "2021.04"
  language  = 1
  entity    = hospital
  publish   = [overall, summary_score, group_score, measures, groups, safety_groups, eligible, peer_group]
  note      = "The method of April 2021. From 2026 a hospital in the lowest quarter of safety has four stars at most: another version."
}

source "sas_pack" {
  title    = "Overall Star Rating, SAS pack of April 2021: inputs and results"
  url      = "https://github.com/jimurick/hospitalstars"
  standing = derived
  note     = "The steps were found from the inputs and the results of 4,536 hospitals. They reproduce every star, and every summary score within 0.000000006."
}

scale "stars" {
  numeric = [1, 5]
  best    = 5
  states  = { not_eligible = "Not available: too few measures" }
  source  = sas_pack
}

chapter "what_is_rated" {
  title = "What is rated"
  order = 1
  text  = <<-MD
    American hospitals report up to 49 measures in five groups. Each measure is set
    among all hospitals that report it, the measures of a group are averaged, and the
    groups are weighted. Hospitals with three, four and five groups are then rated
    apart: in each of the three peer groups five clusters of scores are the five stars.
  MD
}

chapter "stars_depend_on_everyone" {
  title = "The stars depend on everyone"
  order = 2
  text  = <<-MD
    A hospital's stars can change without any change in the hospital: means, standard
    deviations and clusters are those of the hospitals that report. The clusters can
    be kept in a file, so that a later hospital is rated as those before it.
  MD
}
