framework "care" {
  version  = "1"
  language = 1
  entity   = location
  publish  = [overall, mean_beds]
}

entity "trust" { key = "trust" }

entity "location" {
  key    = "location"
  within = trust
}

input "board" {
  for  = [trust]
  type = boolean
}

input "beds" { type = integer }

derive "overall" {
  value = board ? beds : 0
}

derive "mean_beds" {
  for   = [trust]
  value = mean(each(location.beds))
}
