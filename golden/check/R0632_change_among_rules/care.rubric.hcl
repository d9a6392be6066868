framework "care" {
  version  = "1"
  language = 1
  entity   = home
}

entity "home" { key = "home" }

scale "quality" {
  levels = { good = "Good", fair = "Fair", inadequate = "Inadequate" }
}

input "safety" { type = quality }

rating "overall" {
  scale = quality
  value = safety
}

change "2026-cap" { # want R0632 "changes/2026-cap.rubric.hcl"
  by      = "Methodology board"
  reason  = "An unsafe home is no longer rated good."
  date    = "2026-03-02"
  expects = "12 move from good to fair"
}
