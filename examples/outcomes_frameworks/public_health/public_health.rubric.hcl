framework "outcomes_public_health" {
  title     = "Public health outcomes framework"
  publisher = "Public Health England"
  version   = "2016 to 2019"
  language  = 1
  entity    = area
  publish   = [employment_gap, employment_gap_compared, preventable_deaths, preventable_deaths_compared, social_contact, social_contact_compared, diabetes, diabetes_compared, mmr, mmr_goal, employment_gap_england]
  purpose   = [improvement]
  note      = "Each indicator is compared with England. The framework is no tool of performance management: there is no overall."
}

use "../definitions" {}

input "diabetes_value" {
  title  = "Recorded diabetes"
  note   = "More of it may be more illness, or more of it found."
  type   = number
  unit   = "%"
  better = neither
}

input "diabetes_low" {
  title = "Lower end of its 95% confidence interval"
  type  = number
  unit  = "%"
}

input "diabetes_high" {
  title = "Upper end of its 95% confidence interval"
  type  = number
  unit  = "%"
}

input "mmr_value" {
  title  = "Children of two years vaccinated against measles, mumps and rubella"
  type   = number
  unit   = "%"
  better = higher
  range  = [0, 100]
}

indicator "mmr" {
  title  = "Children of two years vaccinated against measles, mumps and rubella"
  unit   = "%"
  better = higher
  value  = mmr_value
  source = fingertips
}

indicator "diabetes" {
  title  = "Recorded diabetes"
  unit   = "%"
  better = neither
  value  = diabetes_value
  source = fingertips
}

indicator "diabetes_england" {
  title  = "The same for England, by people"
  for    = []
  value  = sum([for a in each(area) : a.diabetes_value * a.people if is_present(a.diabetes_value)]) / sum([for a in each(area) : a.people if is_present(a.diabetes_value)])
  source = fingertips
}

rating "employment_gap_compared" {
  title  = "Compared with England"
  scale  = comparison
  value  = compared(employment_gap_low, employment_gap_high, employment_gap_england, low_is_good)
  source = [fingertips, rag_recalled]
  limit "no_interval" {
    when    = !is_present(employment_gap) || !is_present(employment_gap_low) || !is_present(employment_gap_high)
    exactly = not_compared
    because = "There is no value, or no interval, to compare."
  }
}

rating "preventable_deaths_compared" {
  title  = "Compared with England"
  scale  = comparison
  value  = compared(preventable_deaths_low, preventable_deaths_high, preventable_deaths_england, low_is_good)
  source = [fingertips, rag_recalled]
  limit "no_interval" {
    when    = !is_present(preventable_deaths) || !is_present(preventable_deaths_low) || !is_present(preventable_deaths_high)
    exactly = not_compared
    because = "There is no value, or no interval, to compare."
  }
}

rating "diabetes_compared" {
  title  = "Compared with England"
  scale  = comparison
  value  = compared(diabetes_low, diabetes_high, diabetes_england, neither)
  source = [fingertips, rag_recalled]
  limit "no_interval" {
    when    = !is_present(diabetes) || !is_present(diabetes_low) || !is_present(diabetes_high)
    exactly = not_compared
    because = "There is no value, or no interval, to compare."
  }
}

scale "fifth" {
  numeric = [1, 5]
  best    = 1
}

cut_points "social_contact_fifths" {
  of     = social_contact
  better = higher
  ties   = upper
  source = rag_recalled
  quantile {
    at   = [0.2, 0.4, 0.6, 0.8]
    type = type_7
  }
}

rating "social_contact_fifth" {
  title  = "Fifth of areas"
  scale  = fifth
  bands  = cut_points.social_contact_fifths
  source = rag_recalled
}

rating "social_contact_compared" {
  title  = "Compared with England; by fifths where there is no interval"
  scale  = comparison
  source = [fingertips, rag_recalled]
  case "interval" {
    when  = is_present(social_contact_low) && is_present(social_contact_high)
    value = compared(social_contact_low, social_contact_high, social_contact_england, high_is_good)
  }
  case "fifths" {
    when  = otherwise
    value = lookup(social_contact_fifth, { 1 = comparison.fifth_1, 2 = comparison.fifth_2, 3 = comparison.fifth_3, 4 = comparison.fifth_4, 5 = comparison.fifth_5 })
  }
  limit "no_value" {
    when    = !is_present(social_contact)
    exactly = not_compared
    because = "There is no value to compare."
  }
}

scale "goal" {
  title = "Against a goal"
  levels = {
    met    = "Goal met"
    near   = "Near the goal"
    missed = "Short of the goal"
  }
}

rating "mmr_goal" {
  title  = "Goal of 95%"
  scale  = goal
  value  = mmr
  source = rag_recalled
  bands {
    levels = { met = "95 or more", near = "90 to below 95", missed = "below 90" }
  }
}

source "wider_is_ours" {
  title    = "Intervals of 99.8%, worked out from those of 95%"
  standing = placeholder
  note     = "That some indicators had them is from memory, which ones is not known. The width is ours: 3.09 standard errors in place of 1.96, as if the error were normal."
}

parameter "wider" {
  title  = "How much wider an interval of 99.8% is than one of 95%"
  value  = 1.577
  source = wider_is_ours
}

amend "illustrative_99_8" {
  title  = "Illustrative: intervals of 99.8%"
  reason = "Some indicators were compared with intervals of 99.8%. This says what hangs on it."
  source = wider_is_ours

  rating "employment_gap_compared" {
    value  = compared(employment_gap - wider * (employment_gap - employment_gap_low), employment_gap + wider * (employment_gap_high - employment_gap), employment_gap_england, low_is_good)
    source = [fingertips, rag_recalled, wider_is_ours]
  }
  rating "preventable_deaths_compared" {
    value  = compared(preventable_deaths - wider * (preventable_deaths - preventable_deaths_low), preventable_deaths + wider * (preventable_deaths_high - preventable_deaths), preventable_deaths_england, low_is_good)
    source = [fingertips, rag_recalled, wider_is_ours]
  }
  rating "diabetes_compared" {
    value  = compared(diabetes - wider * (diabetes - diabetes_low), diabetes + wider * (diabetes_high - diabetes), diabetes_england, neither)
    source = [fingertips, rag_recalled, wider_is_ours]
  }
  rating "social_contact_compared" {
    source = [fingertips, rag_recalled, wider_is_ours]
    case "interval" {
      value = compared(social_contact - wider * (social_contact - social_contact_low), social_contact + wider * (social_contact_high - social_contact), social_contact_england, high_is_good)
    }
  }
}
