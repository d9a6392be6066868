framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [place]
}

entity "home" { key = "home" }

input "falls" {
  type   = number
  better = lower
}

population "open" { # want R0409 "population that nothing reads"
  of    = home
  where = falls >= 0
}

indicator "place" { value = rank(falls, each(home.falls), ascending, competition) }
