amend "rounded" { # want R0259 "keeps value, scale, bands"
  reason = "Whole numbers are easier to read"
  indicator "falls_rate" { round = half_up(0) }
}
