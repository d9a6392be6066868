framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", poor = "Poor" }
}

entity "question" {
  key     = "question"
  columns = ["question", "title"]
  rows    = [["safe", "Safe"], ["caring", "Caring"]]
}

input "town" {
  type   = text
  column = "town"
}

input "answer" {
  for  = [home, question]
  type = quality
}

rating "overall" {
  scale   = quality
  of      = each(question.answer)
  applies = is_present(town)
  rule "poor" { requires = "1 or more are poor" }
  rule "good" { requires = "otherwise" }
}
