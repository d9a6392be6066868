framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

entity "theme" {
  columns = ["theme"]
  rows    = ["access", "safety"]
}

input "score" {
  for  = [home, theme]
  type = number
}

indicator "total" {
  value = score + 1 # want R0303 "score.access."
}

indicator "themes" {
  value = theme == access ? 1 : 0 # want R0303 "each.theme"
}
