framework "care" {
  title    = "Overall rating from answers"
  version  = "2"
  language = 1
  entity   = home
  publish  = [overall]
}

scale "quality" {
  levels = {
    outstanding = "Outstanding"
    good        = "Good"
    poor        = "Poor"
  }
  states = {
    not_rated = "Not rated"
  }
}

entity "home" {
  key = "id"
}

entity "question" {
  columns = ["question", "column"]
  rows = [
    ["safe", "Safe"],
    ["caring", "Caring"],
    ["led", "Well led"],
  ]
}

input "answer" {
  title  = "Answer to the question"
  for    = [home, question]
  column = question.column
  type   = quality
}

parameter "enough" {
  title = "Answers that make a home outstanding"
  value = 2
}

rating "overall" {
  scale = quality
  of    = each(question.answer)

  rule "poor" {
    requires = "1 or more of the rated are poor"
  }
  rule "outstanding" {
    requires = "enough or more of the rated are outstanding"
    because  = "Outstanding in most ways."
  }
  rule "good" {
    requires = "all of the rated are good or better"
  }

  limit "safe_first" {
    when    = answer[safe] != outstanding
    at_most = good
  }
}
