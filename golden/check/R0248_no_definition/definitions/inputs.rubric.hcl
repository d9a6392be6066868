framework "shared" {
  version  = "1"
  language = 1
  entity   = ward
}

input "beds" { type = integer }
