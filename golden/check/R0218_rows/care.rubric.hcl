framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "region" {
  columns = ["region"]
  rows    = ["north", "south"]
}

entity "home" { # want R0218 "rows within members that the framework lists"
  key    = "home"
  within = region
}

entity "ward" {
  key    = "ward"
  within = home
}

input "falls" { type = number }

input "beds" {
  for  = [ward]
  type = number
}

population "large" { # want R0218 "rows it does not know"
  of    = home
  for   = [ward]
  where = falls > 1
}

indicator "among_large" {
  for   = [ward]
  value = mean(each(large.falls)) + beds
}
