framework "care" {
  version  = "1"
  language = 1
  entity   = home
  publish  = [overall, points]
  in_force { from = "2024-04-01" }
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

source "circular_24" { title = "Circular 4/2024" }

source "circular_26" { title = "Circular 2/2026" }

table "verdict" {
  title = "Falls and what they mean"
  in    = [falls]
  out   = quality
  at "2024-04-01" {
    rows = [
      ["5 or less", good],
      ["above 5", poor],
    ]
    source = circular_24
  }
  at "2025-04-01" { unpublished = "The rows of 2025 were never made public." }
  at "2026-04-01" {
    rows = [
      ["3 or less", good],
      ["above 3", poor],
    ]
    source    = circular_26
    review_by = "2027-03-31"
  }
}

table "bonus" {
  in  = { n = number }
  out = { points = number }
  at "2024-04-01" { rows = [["exactly 0", 2], ["above 0", 0]] }
  at "2026-04-01" { rows = [["exactly 0", 3], ["1 to 2", 1], ["above 2", 0]] }
}

rating "overall" {
  scale = quality
  table = verdict
}

derive "points" { value = bonus(falls).points }
