amend "strict" {
  rating "overall" {
    rule "poor" "safe" {
      before   = "poor_falls" # want R0251 "poor_falls"
      requires = "safe is poor"
    }
  }
}
