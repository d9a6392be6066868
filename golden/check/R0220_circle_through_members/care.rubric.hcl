# A carried score of a year rests on the year before, through another block: no
# circle. A share of a total rests on the total, and the total on all shares.

framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [carried, total]
}

entity "home" { key = "home" }

entity "year" {
  columns = ["year", "before", "column"]
  rows    = [["now", last, "falls_2026"], ["last", first, "falls_2025"], ["first", null, "falls_2024"]]
  attribute "before" { type = year }
}

input "falls" {
  for    = [home, year]
  column = year.column
  type   = number
}

derive "carried" {
  for   = [home, year]
  value = coalesce(falls, faded)
}

derive "faded" {
  for   = [home, year]
  value = 0.5 * carried[year.before]
}

derive "share" {
  for   = [home, year]
  value = falls / total
}

derive "total" { # want R0220 "share"
  value = sum(each(year.share))
}
