framework "care" {
  version  = "1"
  language = 1
  entity   = home
  in_force { from = "2023-04-01" }
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

input "audits" {
  type   = integer
  range  = [0, 10]
  better = lower
}

derive "extra" {
  value = audits / 2
  in_force { from = "2025-04-01" }
}

derive "points" { value = falls + extra } # want R0224 "on other dates it is absent"

derive "looked_at" { value = is_present(extra) ? falls + extra : falls }

derive "later" {
  value = 2 * extra
  in_force { from = "2025-04-01" }
}

rating "overall" {
  scale = quality
  value = points + looked_at + coalesce(later, 0)
  round = half_up(0)
  bands {
    levels = {
      good = "10 or less"
      poor = "above 10"
    }
  }
}
