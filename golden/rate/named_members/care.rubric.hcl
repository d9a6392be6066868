framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [grade, worst_question]
}

entity "home" {
  key   = ["region", "home"]
  label = "name"
}

entity "question" {
  columns = ["question", "column"]
  rows    = [["safe", "Safe"], ["caring", "Caring"]]
}

scale "stars" {
  numeric = [1, 5]
  best    = 5
}

input "score" {
  for    = [home, question]
  column = question.column
  type   = percent
  better = higher
  range  = [0, 100]
}

rating "grade" {
  for   = [home, question]
  scale = stars
  value = score
  bands {
    levels = { 5 = "90% or more", 3 = "50% to below 90%", 1 = "below 50%" }
  }
}

derive "worst_question" { value = min(each(question.score)) }
