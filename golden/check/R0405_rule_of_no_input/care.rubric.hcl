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

input "falls" {
  type   = integer
  range  = [0, 20]
  better = lower
}

input "calm" { type = boolean }

rating "overall" {
  scale = quality
  rule "inadequate" { when = falls > 20 } # want R0405 "true for no input"
  rule "requires_improvement" { when = falls > 5 }
  rule "good" { when = calm }
  rule "requires_improvement" "restless" { requires = "otherwise" }
}
