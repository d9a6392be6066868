framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", poor = "Poor" }
}

input "falls" { type = integer }
input "safe" { type = quality }

parameter "enough" { unpublished = "How many are enough was never published." }

indicator "falls_level" {
  value = falls
  scale = quality
  bands { unpublished = "The cut-offs were never published." }
}

rating "overall" { # want R0408 "\"good\""
  scale = quality
  of    = [falls_level, safe]
  rule "poor" { requires = "2 or more are poor" }
  rule "fair" { requires = "otherwise" }
  limit "falls" {
    when    = falls_level == good
    at_most = fair # it is fair or worse already
  }                # want-above-3 R0416 "already within it"
}

rating "second" {
  scale = quality
  rule "poor" { when = falls > enough }
  rule "fair" { when = falls_level == fair }
  rule "good" { requires = "otherwise" }
}
