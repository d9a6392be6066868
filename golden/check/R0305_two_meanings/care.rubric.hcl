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

scale "risk" {
  levels = { low = "Low", high = "High" }
}

scale "need" {
  levels = { low = "Low", high = "High" }
}

input "safe" { type = quality }
input "good" { type = quality }
input "exposure" { type = risk }

indicator "alike" {
  value = safe == good ? 1 : 0 # want R0305 "quality.good"
}

derive "level" {
  value = low # want R0305 "need.low|risk.low"
}
