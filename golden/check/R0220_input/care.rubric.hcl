framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [total]
}

entity "home" { key = "home" }

input "falls" { # want R0220 "falls"
  type    = number
  missing = typical
}

indicator "typical" {
  for   = []
  value = median(present(each(home.falls)))
}

indicator "total" { value = falls + 1 }
