amend "strict" { # want R0259
  indicator "falls_rate" { round = half_up(2) }
}

amend "stricter" {
  extends = ["strct"] # want R0244 "strct"
}

amend "of_2024" {
  extends = "../2024" # want R0244 "A directory is amended"
}

amend "hen" { extends = "egg" } # want R0244 "extend each other"
amend "egg" { extends = "hen" } # want R0244 "extend each other"
