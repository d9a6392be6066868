framework "care" {
  version = "2026"
  publish = [overall, score, awarded]
}

source "review" { title = "Review of 2025" }

amend "./2025" {
  reason = "The review found one breach too harsh a reason for the worst level."
  source = review
  remove = ["rating.overall.limit.breach.because"]
  rating "overall" {
    source = review
    bands { levels = { good = "75% or more", fair = "50% to below 75%", poor = "below 50%" } }
    limit "many" {
      before  = "breach"
      when    = breaches > 2
      at_most = poor
    }
    limit "breach" { at_most = fair }
  }
  input "award" { type = boolean }
}

derive "awarded" { value = award && overall == good }
