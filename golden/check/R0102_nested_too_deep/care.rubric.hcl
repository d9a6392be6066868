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
  type   = number
  better = lower
}

indicator "rate" {
  value = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((falls)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))) # want R0102 "names of their own"
}
