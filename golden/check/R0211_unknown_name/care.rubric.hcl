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

input "falls" {
  type   = integer
  source = anual_report # want R0211 "source"
}

rating "overall" {
  scale = quality
  of    = [safe, carring] # want R0211 "carring"
  rule "good" { requires = "otherwise" }
}

indicator "rate" {
  value = falls-beds # want R0211 "spaces around a minus"
}

indicator "average" {
  value = avg([falls, 3]) # want R0211 "Write mean"
}
