framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = {
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
}

input "safe" { type = "quality" } # want R0217 "without quotes"
input "caring" { type = quality }

input "falls" {
  type  = integer
  range = [0, "many"] # want R0217 "null for an open end"
}

rating "overall" {
  title     = overall # want R0217 "text in quotes"
  scale     = quality
  of        = [caring]
  undecided = ignore # want R0217 "one of"
  rule "good" { requires = "otherwise" }
}

indicator "rate" {
  value = falls
  round = nearest(1) # want R0217 "half_up"
}

parameter "cap" {
  at "1 April 2024" { value = 3 } # want R0217 "2026-04-01"
}
