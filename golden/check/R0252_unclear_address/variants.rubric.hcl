amend "strict" {
  remove = ["rating.overall.rule.poor"] # want R0252 "2 blocks"
}

amend "stricter" {
  rating "overall" {
    rule "poor" { because = "As the board decided" } # want R0252 "rule.poor.by_falls"
  }
}

amend "safety_first" { # want R0259 "keeps scale, of, rule.poor.by_safety.requires, rule.poor.by_falls"
  rating "overall" {
    rule "poor" "by_safety" {
      before  = "poor.by_falls"
      because = "Safety comes first"
    }
  }
}
