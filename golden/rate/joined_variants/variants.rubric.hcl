amend "weighted" {
  reason = "Safety counts twice"
  remove = ["group.total.members"]
  group "total" {
    score = weighted_mean
    member "safe" { weight = 2 }
    member "caring" { weight = 1 }
  }
}

amend "strict" {
  title  = "Strict"
  reason = "A home that is unsafe is poor"
  rating "overall" {
    rule "poor" "unsafe" {
      before = "poor"
      when   = safe == 1
    }
    rule "fair" { when = total < 3.5 }
  }
}

amend "small" {
  reason = "Small homes have a level of their own"
  scale "quality" { states = { small = "Too small to rate" } }
  rating "overall" {
    applies = beds > 5
    else    = small
  }
}

amend "all_three" {
  extends = ["weighted", "strict", "small"]
  framework "care" { title = "Care homes, as proposed" }
  group "total" { round = half_up(2) }
}
