# Segments: cut points, the limit for a deficit, and what is decided elsewhere.

cut_points "domain_cuts" {
  title  = "Cut points of the domains"
  for    = [trust, domain]
  of     = domain_score
  better = lower
  ties   = lower
  source = inferred

  fixed { cuts = [domain.cut_1, domain.cut_2, domain.cut_3] }
}

rating "domain_segment" {
  title  = "Segment of the domain"
  for    = [trust, domain]
  scale  = segment
  bands  = cut_points.domain_cuts
  source = inferred
}

cut_points "average_cuts" {
  title  = "Cut points of the average score"
  of     = average_score
  better = lower
  ties   = lower
  source = inferred
  note   = "No average between 2.06 and 2.13, or of 2.70, was published; 2.35 is in segment 2, and 2.36 in segment 3. For averages with two decimals these are the cuts 2.125, 2.355 and 2.7."

  fixed { cuts = [2.12, 2.35, 2.7] }
}

derive "in_deficit" {
  title  = "In deficit, or in receipt of deficit support"
  value  = row[OF5004] == 1
  source = manual
}

rating "adjusted_segment" {
  title  = "Adjusted segment"
  scale  = segment
  bands  = cut_points.average_cuts
  source = manual

  limit "deficit" {
    when    = in_deficit
    at_most = 3
    because = "A trust in deficit or in receipt of deficit support is in segment 3 at best."
  }
}

rating "overall" {
  title  = "Segment"
  scale  = segment
  value  = adjusted_segment
  source = manual

  override "intensive_support" {
    to    = [intensive_support]
    needs = [by, reason]
    note  = "Segment 5 is decided outside the formula."
  }
}
