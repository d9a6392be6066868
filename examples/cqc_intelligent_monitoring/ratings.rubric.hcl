indicator "z" {
  title  = "z-score; a positive one is worse"
  for    = line
  better = lower
  value  = (observed - expected) / standard_error
  source = z_from_memory
}

rating "flag_by_z" {
  for    = line
  scale  = risk
  value  = z
  source = z_from_memory
  bands {
    levels = { none = "below 2", risk = "2 to below 3", elevated = "3 or more" }
  }
}

rating "flag" {
  title   = "Risk shown by the indicator"
  for     = line
  applies = applicable
  scale   = risk
  value   = method == z_score ? flag_by_z : read_flag
  source  = report_2014
  limit "staff_concern" {
    when    = staff_concern
    exactly = elevated
    because = "A concern raised by staff counts as an elevated risk."
    source  = staff_concerns
  }
}

group "risks" {
  title   = "Number of risks"
  members = each(line.flag)
  score   = count(members == risk)
}

group "elevated_risks" {
  title   = "Number of elevated risks"
  members = each(line.flag)
  score   = count(members == elevated)
}

group "applicable_indicators" {
  title   = "Number of applicable indicators"
  members = each(line.flag)
  score   = count(members)
  source  = uh_bristol
}

derive "score" {
  title  = "Risk score"
  better = lower
  value  = risk.risk.points * risks + risk.elevated.points * elevated_risks
  source = uh_bristol
}

derive "maximum" {
  title  = "Highest risk score that is possible"
  value  = risk.elevated.points * applicable_indicators
  source = uh_bristol
}

derive "proportional_score" {
  title  = "Risk score in percent of the highest possible"
  better = lower
  value  = 100 * score / maximum
  shown  = half_up(2)
  source = uh_bristol
}

ranking "place" {
  title = "Place by proportional score, the highest risk first"
  over  = trust
  by    = proportional_score
  order = descending
  ties  = competition
}

rating "overall" {
  title  = "Band, 1 the highest risk"
  scale  = band
  source = report_2014
  bands {
    of          = proportional_score
    unpublished = "The cut-offs of the six bands were not found."
    source      = cut_offs_not_found
  }
  limit "special_measures" {
    when    = special_measures
    exactly = 1
    because = "A trust in special measures is in band 1 whatever its score."
    source  = kings_lynn
  }
  limit "recently_inspected" {
    when    = recently_inspected
    exactly = no_band
    because = "A trust that was inspected recently gets no band."
    source  = report_2014
  }
}

amend "illustrative_bands" {
  title  = "Illustrative: bands of equal numbers of trusts"
  reason = "To see how far order alone goes. 37 of 161 trusts were in band 6, so these are not the bands that were used."
  source = illustration
  remove = ["rating.overall.bands"]
  cut_points "sixths" {
    of     = proportional_score
    ties   = upper
    better = lower
    source = illustration
    quantile {
      at   = [0.17, 0.33, 0.5, 0.67, 0.83]
      type = type_7
    }
  }
  rating "overall" {
    bands  = cut_points.sixths
    source = illustration
  }
}
