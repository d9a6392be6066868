framework "stp_progress" {
  title     = "Progress of sustainability and transformation partnerships, July 2017"
  publisher = "NHS England"
  version   = "2017"
  language  = 1
  entity    = stp
  publish = [
    overall, summary, place, equal_summary, equal_place, places_lost, theme_score, area_score, commissioning_mean, commissioning,
    theme_weight, area_weight, sector_weight, moved_far,
  ]
  purpose = [accountability, improvement]
  note    = "The category of a partnership is absent: its cut-offs were not found. What can be compared is the score and the order."
}

use "../ccg_assessment_2017" { only = ["scale.indicator_score"] }

use "../ccg_assessment" { only = ["scale.assurance"] }

source "board_paper" {
  title    = "NHS England board paper PB.21.07.2017/11: STP progress dashboard"
  url      = "https://scribd.com/document/362925125/11-Pb-21-07-2017-Stp-Progress-Dashboard"
  standing = confirmed
  note     = "44 partnerships; 17 indicators in nine areas and three themes; four categories; a method like that of the CCG framework."
}

source "weights_article" {
  title    = "The King's Fund on the STP progress dashboard"
  standing = confirmed
  note     = "Emergency admissions, emergency bed days, delayed discharges, leadership and finance carry half of the weight; which indicators are prevention, and which general practice."
}

source "lgc" {
  title    = "Revealed: first ratings of all 44 STPs"
  url      = "https://www.lgcplus.com/services/health-and-care/revealed-first-ratings-of-all-44-stps/7020573.article"
  standing = confirmed
  note     = "Twelve other metrics also contribute; leadership is a judgement."
}

source "publicfinance" {
  title    = "First STP rankings present mixed picture"
  url      = "https://www.publicfinance.co.uk/news/2017/07/first-stp-rankings-present-mixed-picture"
  standing = confirmed
  note     = "5 outstanding, 20 advanced, 14 making progress, 5 in need of most improvement. Another source says 19 are making progress, which does not add up to 44."
}

source "even_halves" {
  title    = "Equal weights within each half"
  standing = unconfirmed
  note     = "Half of the weight on five indicators, and so half on twelve, is confirmed. That each half is split evenly is from memory."
}

source "ten_indicators" {
  title    = "Ten of the seventeen indicators"
  standing = unconfirmed
  note     = "Seven are named by a source; the names of the other ten, and so how the areas divide them, are from memory."
}

source "scores_from_memory" {
  title    = "Scores from 0 to 2"
  standing = unconfirmed
  note     = "As in the CCG framework; also how the judgement of leadership becomes a score."
}

source "own_reading" {
  title    = "Which sector an indicator is about"
  standing = unconfirmed
  note     = "Our reading; no source assigns indicators to sectors."
}

source "hsj" {
  title    = "Mapped: STP commissioning ratings"
  url      = "https://www.hsj.co.uk/commissioning/mapped-stp-commissioning-ratings/7022946.article"
  standing = confirmed
  note     = "1 to 4 for the ratings of CCGs, their mean by population, bands of a half. On which side a mean on a boundary falls is not said."
}

entity "stp" {
  title = "Sustainability and transformation partnership"
  key   = "stp_code"
  label = "stp"
}

entity "theme" {
  title   = "Theme"
  columns = ["theme", "title"]
  source  = board_paper
  rows = [
    ["hospital_performance", "Hospital performance"],
    ["patient_focused_change", "Patient-focused change"],
    ["transformation", "Transformation"],
  ]
}

entity "area" {
  title   = "Priority area"
  within  = theme
  columns = ["area", "theme", "title"]
  source  = board_paper
  rows = [
    ["emergency", hospital_performance, "Emergency care"],
    ["elective", hospital_performance, "Elective care"],
    ["safety", hospital_performance, "Safety"],
    ["general_practice", patient_focused_change, "General practice"],
    ["mental_health", patient_focused_change, "Mental health"],
    ["cancer", patient_focused_change, "Cancer"],
    ["prevention", transformation, "Prevention"],
    ["finance_area", transformation, "Finance"],
    ["leadership_area", transformation, "System leadership"],
  ]
}

entity "sector" {
  title   = "Sector"
  columns = ["sector", "title"]
  source  = own_reading
  rows = [
    ["hospitals", "Hospitals"],
    ["primary_care", "General practice and primary care"],
    ["mental_health_services", "Mental health services"],
    ["whole_system", "The system as a whole"],
  ]
}

entity "indicator" {
  title   = "Indicator"
  within  = area
  columns = ["indicator", "area", "parts", "sector", "title", "column"]
  total   = { parts = 120 }
  source  = [weights_article, lgc, even_halves, ten_indicators, own_reading]
  rows = [
    ["ae_4_hours", emergency, 5, hospitals, "A&E within four hours", "ae_4_hours"],
    ["rtt_18_weeks", elective, 5, hospitals, "Treatment within 18 weeks of referral", "rtt_18_weeks"],
    ["special_measures", safety, 5, hospitals, "Providers in special measures", "special_measures"],
    ["mrsa", safety, 5, hospitals, "MRSA", "mrsa"],
    ["c_difficile", safety, 5, hospitals, "C. difficile", "c_difficile"],
    ["extended_access", general_practice, 5, primary_care, "Extended access to general practice", "extended_access"],
    ["appointment", general_practice, 5, primary_care, "Experience of making an appointment", "appointment"],
    ["iapt", mental_health, 5, mental_health_services, "Psychological therapies", "iapt"],
    ["early_psychosis", mental_health, 5, mental_health_services, "Early intervention in psychosis", "early_psychosis"],
    ["cancer_62_days", cancer, 5, hospitals, "Cancer: treatment within 62 days", "cancer_62_days"],
    ["cancer_experience", cancer, 5, hospitals, "Cancer: experience of patients", "cancer_experience"],
    ["early_diagnosis", cancer, 5, primary_care, "Cancer: early diagnosis", "early_diagnosis"],
    ["emergency_admissions", prevention, 12, hospitals, "Emergency admissions", "emergency_admissions"],
    ["emergency_bed_days", prevention, 12, hospitals, "Emergency bed days", "emergency_bed_days"],
    ["delayed_transfers", prevention, 12, hospitals, "Delayed transfers of care", "delayed_transfers"],
    ["finance", finance_area, 12, whole_system, "Finance", "finance"],
    ["leadership", leadership_area, 12, whole_system, "System-wide leadership", null],
  ]
}

scale "judgement" {
  title  = "Judgement of system-wide leadership"
  levels = { strong = "Strong", mixed = "Mixed", weak = "Weak" }
  points = { strong = 2, mixed = 1, weak = 0 }
  source = scores_from_memory
}

input "leadership_judgement" {
  title  = "System-wide leadership, a judgement"
  column = "leadership"
  type   = judgement
  source = [lgc, scores_from_memory]
}

input "measured" {
  title   = "Score of the indicator"
  for     = [stp, indicator]
  column  = indicator.column
  type    = indicator_score
  applies = indicator != leadership
  source  = scores_from_memory
}

derive "points" {
  title  = "Score of the indicator, 2 the best"
  for    = [stp, indicator]
  better = higher
  source = scores_from_memory

  case "judged" {
    when  = indicator == leadership
    value = leadership_judgement.points
    note  = "A judgement of people beside sixteen measured indicators, with a tenth of the weight."
  }
  case "measured" {
    when  = otherwise
    value = measured
  }
}

group "area_score" {
  title   = "Score of the area"
  for     = [stp, area]
  better  = higher
  members = each(indicator.points)
  weights = indicator.parts
  score   = weighted_mean
  source  = [board_paper, scores_from_memory]
}

group "theme_score" {
  title   = "Score of the theme"
  for     = [stp, theme]
  better  = higher
  members = each(indicator.points)
  weights = indicator.parts
  score   = weighted_mean
  source  = [board_paper, scores_from_memory]
}

group "summary" {
  title   = "Summary score"
  better  = higher
  members = each(indicator.points)
  weights = indicator.parts
  total   = 120
  score   = weighted_mean
  shown   = half_up(3)
  source  = [weights_article, lgc, even_halves, scores_from_memory]
}

scale "progress" {
  title = "Category of progress"
  levels = {
    outstanding            = "1 Outstanding"
    advanced               = "2 Advanced"
    making_progress        = "3 Making progress"
    needs_most_improvement = "4 Needs most improvement"
  }
  source = board_paper
}

ranking "place" {
  title  = "Place by the summary score"
  over   = stp
  by     = summary
  order  = descending
  ties   = competition
  source = weights_article
}

rating "overall" {
  title  = "Category of progress"
  scale  = progress
  value  = summary
  source = [board_paper, weights_article]
  bands { unpublished = "The cut-offs of the four categories were not found." }
}
