framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

input "falls" { type = number }
input "beds" { type = number }

function "rate" {
  in    = { n = number, of = number }
  value = 1000 * n / of
}

indicator "falls_rate" {
  value = rate(falls) # want R0304 "takes 2: n, of"
}

indicator "capped" {
  value = clamp(falls, 10) # want R0304 "lowest, highest"
}

group "both" {
  members = [falls, beds]
  score   = weighted_mean # want R0304 "weights"
}
