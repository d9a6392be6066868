framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall]
}

entity "home" { key = "home" }

entity "question" {
  columns = ["question"]
  rows    = [["safe"], ["caring"]]
}

scale "quality" { levels = { good = "Good", poor = "Poor" } }

input "answer" {
  for    = [home, question]
  column = question.question
  type   = quality
}

input "breaches" { type = integer }

parameter "enough" { value = 2 }

group "answers" { members = each(question.answer) }

rating "overall" {
  scale = quality
  of    = answers
  rule "poor" { requires = "enough or more are poor" }
  rule "good" { requires = "otherwise" }
  limit "breach" {
    when    = breaches > 0
    at_most = poor
  }
}

test "values from two places" { # want R0218 "Keep one"
  given  = { breaches = 1 }
  data   = "cases.csv"
  expect = { overall = poor }
}

test "approved results without data" { # want R0218 "alone"
  approved = "want/results.csv"
}

test "decisions without data" { # want R0218 "which file is rated"
  overrides = "panel.csv"
  expect    = { overall = good }
}

test "results without data" { # want R0218 "which file is rated"
  expect = "published.csv"
}

test "rules without refusal" { # want R0218 "refuses = "
  rules  = "input \"more\" { type = number }"
  expect = { overall = good }
}

test "results of what is refused" { # want R0218 "have no results|has no results"
  given   = { breaches = 1 }
  expect  = { overall = poor }
  refuses = [R0532]
}

test "nothing to refuse" { # want R0218 "what must be refused"
  refuses = [R0532]
}

test "two kinds" { # want R0218 "Write two tests"
  never  = overall == good && breaches > 0
  expect = { overall = good }
}

test "cases of no property" { # want R0218 "how many inputs"
  cases  = 10
  expect = { overall = good }
}

test "an exception without a file" { # want R0218 "file of expected results"
  expect = { overall = good }
  except "home" { because = "A slip." }
}

test "what cannot be given or expected" { # want R0218 "file of expected results"
  given = {
    enough         = 3    # want R0301 "is a parameter"
    answers        = good # want R0301 "only names its members"
    "answer.carin" = good # want R0211 "answer.carin"
    breeches       = 1    # want R0211 "breeches"
  }
  expect = {
    breaches        = 1                 # want R0301 "does not come out"
    overall         = absent(suppresed) # want R0211 "suppresed"
    "overall.value" = 3                 # want R0301 "no number before its result"
  }
  limits = {
    overall = [breech] # want R0211 "breech"
    answer  = [breach] # want R0217 "has no limits"
  }
  within  = { overall = often } # want R0217 "how far"
  columns = { overall = 3 }     # want R0217 "in quotes"
}

test "codes and cases" {
  given   = { breaches = 1 }
  refuses = [R9999] # want R0217 "rubric help"
}

test "too many" {
  cases = 0 # want R0217 "1000000"
  never = overall == good && breaches > 0
}

test "a sentence" {
  never = "1 or more are poor" # want R0301 "without quotes"
}

test "two kinds" { # want R0210 "Rename one"
  given  = { breaches = 1 }
  expect = { overall = poor }
}
