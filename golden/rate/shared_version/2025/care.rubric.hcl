# The definitions of 2024, with another cut-off and a figure of one's own.
amend "../2024" {
  reason = "The handbook of 2025 is stricter."
  indicator "falls_rate" {
    title = "Falls per 1,000 bed days"
    bands { levels = { good = "below 1.5", poor = "1.5 or more" } }
  }
}

indicator "beds_in_use" { value = bed_days / 365 }
