# Flags: what stands out, whatever the overall rank.

parameter "flag_at" {
  title  = "Rank from which a county is flagged"
  value  = 0.90
  source = method
}

indicator "flag" {
  title  = "Flagged: 1, or 0"
  for    = [county, variable]
  better = lower
  value  = variable_rank >= flag_at ? 1 : 0
  source = method
}

indicator "theme_flags" {
  title  = "Flags of the theme"
  for    = [county, theme]
  better = lower
  value  = sum(each(variable.flag))
  source = method
}

indicator "flags" {
  title  = "Flags of all themes"
  better = lower
  value  = sum(each(theme.theme_flags))
  source = method
}
