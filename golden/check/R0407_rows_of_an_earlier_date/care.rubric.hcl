framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = {
    good = "Good"
    poor = "Poor"
  }
}

input "falls" {
  type   = integer
  range  = [0, 100]
  better = lower
}

table "verdict" {
  in  = [falls]
  out = quality
  at "2024-04-01" {
    rows = [
      ["5 or less", good],
      ["5 or more", poor], # want R0407 "It is so on 2024-04-01"
    ]
  }
  at "2026-04-01" {
    rows = [
      ["5 or less", good],
      ["above 5", poor],
    ]
  }
}

rating "overall" {
  scale = quality
  table = verdict
}
