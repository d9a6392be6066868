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

input "falls" { type = integer } # want R0409 "falls"

parameter "cap" { value = 3 } # want R0409 "cap"

indicator "rate" { # want R0409 "shadow"
  value = 2
}

rating "overall" { # want R0408 "requires_improvement"
  scale = quality
  of    = [safe, caring]
  rule "inadequate" { requires = "1 or more are inadequate" }
  rule "good" { requires = "otherwise" }
}
