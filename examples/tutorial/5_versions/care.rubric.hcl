framework "care" { version = "2" }

amend "../3_sentences" {
  reason = "A home that is poorly led is poor, whatever else it is."
  rating "overall" {
    rule "poor" "badly_led" {
      before   = "fair"
      requires = "led is poor"
    }
  }
}

amend "strict" {
  title  = "What if one fair answer were enough?"
  reason = "To see who would move, before anybody decides."
  rating "overall" {
    rule "fair" { requires = "1 or more are fair or worse" }
  }
}
