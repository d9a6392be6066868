framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [beds, points, busy]
}

entity "home" { key = "home" }

entity "ward" { key = "ward" }

entity "question" {
  key     = "question"
  columns = ["question", "title"]
  rows    = [["safe", "Safe"], ["caring", "Caring"]]
}

input "ward_beds" {
  for    = [home, ward]
  column = "beds"
  type   = integer
  better = neither
}

input "weight" {
  for    = [question]
  column = "weight"
  type   = number
  better = neither
}

input "score" {
  for    = [home, question]
  column = "score"
  type   = number
  better = higher
}

derive "beds" { value = sum(each(ward.ward_beds)) }

derive "points" { value = sum(each(question.weighted)) }

derive "weighted" {
  for   = [home, question]
  value = weight * score
}

derive "busy" {
  for   = [home, ward]
  value = ward_beds > 10
}
