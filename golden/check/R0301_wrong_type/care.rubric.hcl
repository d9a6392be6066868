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

input "safe" { type = quality }
input "caring" { type = quality }

input "falls" { type = integer }
input "name" { type = text }

indicator "rate" {
  value = falls + safe # want R0301 "has no number"
}

indicator "long" {
  value = name > 3 ? 1 : 0 # want R0301 "One side is"
}

rating "overall" {
  scale = quality
  of    = [safe, caring]
  rule "inadequate" { when = falls } # want R0301 "Compare it"
  rule "good" { requires = "otherwise" }

  limit "cap" {
    when    = safe == "inadequate" # want R0301 "without quotes"
    at_most = requires_improvement
  }

  limit "floor" {
    when     = falls == 0
    at_least = 3 # want R0301 "level of"
  }
}
