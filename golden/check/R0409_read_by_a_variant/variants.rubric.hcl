amend "with_breaches" { # want R0259
  rating "overall" {
    limit "breach" {
      when    = breaches > 0
      at_most = poor
    }
  }
  input "complaints" { type = integer } # want R0409 "complaints"
}
