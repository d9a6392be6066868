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

input "caring" { type = quality } # want R0210 "Rename"

rating "overall" {
  scale = quality
  of    = [safe, safe] # want R0210 "counts once"
  rule "good" { requires = "all are good" }
  rule "good" { requires = "otherwise" } # want R0210 "a name of its own"
}

function "mean" { # want R0210 "another name"
  in    = { x = number }
  value = x
}
