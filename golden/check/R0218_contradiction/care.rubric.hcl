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

indicator "rate" { # want R0218 "Keep one"
  value = falls
  case "all" {
    when  = otherwise
    value = falls
  }
}

rating "overall" {
  scale = quality
  of    = [safe, caring]
  rule "requires_improvement" {}         # want R0218 "Say when it holds"
  rule "good" { requires = "otherwise" } # want R0218 "Put it last"
  rule "inadequate" { requires = "2 or more are inadequate" }

  limit "cap" { # want R0218 "one of at_most"
    when     = falls > 3
    at_most  = requires_improvement
    at_least = inadequate
  }
}

derive "nothing" {
  score = mean # want R0218 "no members"
}

test "no result" { # want R0218 "must come out"
  given = { safe = good }
}
