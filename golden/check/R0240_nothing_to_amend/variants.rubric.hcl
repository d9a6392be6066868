amend "strict" {
  input "saef" { better = higher }      # want R0240 "saef"
  derive "falls_rate" { value = falls } # want R0240 "write indicator"
  rating "overal" { note = "Stricter" } # want R0240 "overal"
}
