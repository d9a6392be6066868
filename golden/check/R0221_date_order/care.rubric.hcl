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

parameter "cap" {
  at "2026-04-01" { value = 20 }
  at "2024-04-01" { value = 30 } # want R0221 "order of their dates"
}

rating "overall" {
  scale = quality
  of    = [safe, caring]
  in_force { # want R0221 "half-open"
    from  = "2026-04-01"
    until = "2025-04-01"
  }
  rule "good" { requires = "otherwise" }
}
