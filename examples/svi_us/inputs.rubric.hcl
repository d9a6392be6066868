# What the data says: sixteen percentages for each county.

entity "county" {
  title = "County"
  key   = "FIPS"
  label = "COUNTY"
}

entity "theme" {
  title   = "Theme"
  columns = ["theme", "sum_column", "rank_column", "flags_column", "title"]
  source  = published_file
  rows = [
    ["socioeconomic", "SPL_THEME1", "RPL_THEME1", "F_THEME1", "Socioeconomic status"],
    ["household", "SPL_THEME2", "RPL_THEME2", "F_THEME2", "Household characteristics"],
    ["minority", "SPL_THEME3", "RPL_THEME3", "F_THEME3", "Racial and ethnic minority status"],
    ["housing", "SPL_THEME4", "RPL_THEME4", "F_THEME4", "Housing type and transportation"],
  ]
}

entity "variable" {
  title   = "Variable"
  within  = theme
  columns = ["variable", "theme", "column", "rank_column", "flag_column", "title"]
  source  = published_file
  rows = [
    ["pov150", socioeconomic, "EP_POV150", "EPL_POV150", "F_POV150", "Below 150% of the poverty line"],
    ["unemp", socioeconomic, "EP_UNEMP", "EPL_UNEMP", "F_UNEMP", "Unemployed"],
    ["hburd", socioeconomic, "EP_HBURD", "EPL_HBURD", "F_HBURD", "Burdened by the cost of housing"],
    ["nohsdp", socioeconomic, "EP_NOHSDP", "EPL_NOHSDP", "F_NOHSDP", "Without a high school diploma"],
    ["uninsur", socioeconomic, "EP_UNINSUR", "EPL_UNINSUR", "F_UNINSUR", "Without health insurance"],
    ["age65", household, "EP_AGE65", "EPL_AGE65", "F_AGE65", "Aged 65 and over"],
    ["age17", household, "EP_AGE17", "EPL_AGE17", "F_AGE17", "Aged 17 and under"],
    ["disabl", household, "EP_DISABL", "EPL_DISABL", "F_DISABL", "With a disability"],
    ["sngpnt", household, "EP_SNGPNT", "EPL_SNGPNT", "F_SNGPNT", "Households of single parents"],
    ["limeng", household, "EP_LIMENG", "EPL_LIMENG", "F_LIMENG", "Speaking English less than well"],
    ["minrty", minority, "EP_MINRTY", "EPL_MINRTY", "F_MINRTY", "Of a racial or ethnic minority"],
    ["munit", housing, "EP_MUNIT", "EPL_MUNIT", "F_MUNIT", "In buildings of ten or more homes"],
    ["mobile", housing, "EP_MOBILE", "EPL_MOBILE", "F_MOBILE", "Mobile homes"],
    ["crowd", housing, "EP_CROWD", "EPL_CROWD", "F_CROWD", "More people than rooms"],
    ["noveh", housing, "EP_NOVEH", "EPL_NOVEH", "F_NOVEH", "Without a vehicle"],
    ["groupq", housing, "EP_GROUPQ", "EPL_GROUPQ", "F_GROUPQ", "In group quarters"],
  ]
}

input "share" {
  title  = "Share of the people or households"
  for    = [county, variable]
  column = variable.column
  type   = percent
  range  = [0, 100]
  better = lower
  absent = { "-999" = not_reported }
  note   = "The code -999 does not occur in the file of 2022, so no published result has tried it."
  source = published_file
}
