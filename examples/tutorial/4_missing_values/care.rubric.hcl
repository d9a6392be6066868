framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, score]
}

entity "home" { key = "home" }

scale "quality" { levels = { good = "Good", fair = "Fair", poor = "Poor" } }

entity "question" {
  columns = ["question", "weight"]
  total   = { weight = 1 }
  rows    = [["safe", 0.5], ["caring", 0.25], ["led", 0.25]]
}

input "answer" {
  for    = [home, question]
  column = question.question
  type   = integer
  range  = [1, 4]
  absent = { "*" = suppressed }
}

group "score" {
  better  = higher
  members = each(question.answer)
  weights = question.weight
  score   = weighted_mean
  missing = exclude
  need    = "at least 2 of 3 including safe"
  round   = half_up(2)
}

rating "overall" {
  scale = quality
  value = score
  bands {
    levels = { good = "3 or more", fair = "2 to below 3", poor = "below 2" }
  }
}
