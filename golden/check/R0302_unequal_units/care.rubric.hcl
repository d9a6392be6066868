framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

input "falls" {
  type = number
  unit = "falls"
}

input "waiting" {
  type = number
  unit = "days"
}

indicator "burden" {
  value = falls + waiting # want R0302 "Convert one"
}
