framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [who]
}

entity "home" { key = "home" }

input "falls" { type = number }

input "beds" { type = number }

group "average" {
  members = [falls, beds]
  score   = mean
}

indicator "sum" { value = falls + beds }

indicator "who" { value = average.decided_by } # want R0218 "score is min, max"

indicator "how_much" { value = sum.weight } # want R0218 "combines members"
