framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [total, half, place, grid, again]
}

entity "home" { key = "home" }

entity "theme" {
  columns = ["theme", "header"]
  rows    = [["access", "A"], ["safety", "B"]]
}

entity "year" {
  columns = ["year"]
  rows    = [["this"], ["last"]]
}

input "score" {
  for    = [home, theme]
  column = theme.theme
  type   = number
}

indicator "total" {
  column = "home" # want R0218 "the key of home"
  value  = sum(each(theme.score))
}

indicator "half" {
  column = "A"
  value  = sum(each(theme.score)) / 2
}

indicator "place" {
  for    = [home, theme]
  column = theme.header # want R0218 "that of \"half\" too"
  value  = score
}

indicator "grid" {
  for    = [home, theme, year]
  column = theme.header # want R0218 "theme and year"
  value  = year == this ? score : 0
}

indicator "again" {
  for    = [home, theme]
  column = "Again" # want R0218 "result for each theme"
  value  = score
}
