use "./definitions" {}

amend "./2025" {
  reason = "Falls count more"
}

framework "care" { version = "2026" }

indicator "falls_rate" { # want R0247 "put what is different into the amend block"
  value = falls / 5
  scale = quality
  bands { levels = { good = "below 2", poor = "2 or more" } }
}
