framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "grade" {
  numeric = [1, 2]
  best    = 2
}

input "hours" { type = number }

table "first" {
  in   = [staffing]
  out  = grade
  rows = [[1, 2], [2, 1]]
}

table "second" {
  in   = [care] # want R0220 "staffing"
  out  = grade
  rows = [[1, 2], [2, 1]]
}

rating "care" {
  scale = grade
  table = first
}

rating "staffing" {
  scale = grade
  table = second
}
