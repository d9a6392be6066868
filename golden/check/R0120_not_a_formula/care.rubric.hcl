framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [rate, text, list, pairs]
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
  type   = number
  better = lower
}

indicator "rate" {
  value   = falls
  applies = falls % 2 == 0 # want R0120 "0.15"
}

indicator "text" {
  value   = falls
  applies = "${falls}" # want R0106 "put together"
}

indicator "list" {
  value   = falls
  applies = any([falls, 2][*] > 3) # want R0120 "each"
}

indicator "pairs" {
  value   = falls
  applies = any([for k, m in each(home) : true]) # want R0120 "for s in each"
}
