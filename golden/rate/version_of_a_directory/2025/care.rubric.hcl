framework "care" {
  title    = "Care homes"
  version  = "2025"
  language = 1
  entity   = home
}

source "board_paper" { title = "Board paper 3/2025" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

entity "home" { key = "home" }

# The weights stand in a file of this directory.
entity "question" {
  key = "question"
  csv = "questions.csv"
  attribute "weight" { type = number }
  attribute "column" { type = text }
}

input "answer" {
  for    = [home, question]
  column = question.column
  type   = percent
  range  = [0, 100]
  better = higher
}

input "breaches" {
  type   = integer
  better = lower
  range  = [0, null]
}

group "score" {
  members = each(question.answer)
  score   = weighted_mean
  weights = question.weight
  round   = half_up(2)
  source  = board_paper
}

rating "overall" {
  scale = quality
  value = score
  bands { levels = { good = "80% or more", fair = "50% to below 80%", poor = "below 50%" } }
  limit "breach" {
    when    = breaches > 0
    at_most = poor
    because = "A breach is poor."
  }
}
