framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

input "a" { type = number }
input "b" { type = number }
input "c" { type = number }

group "first" { members = [a, b] }
group "second" { members = [a, c] }

indicator "difference" {
  value = sum(first - second) # want R0307 "by member|member by member"
}
