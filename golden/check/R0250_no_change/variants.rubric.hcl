amend "empty" { # want R0250 "changes nothing"
  reason = "To be written"
}

amend "same" { # want R0259
  indicator "falls_rate" {
    round = half_up(1) # want R0250 "has this value already"
    value = falls / 5
  }
}
