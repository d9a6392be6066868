framework "friends_and_family" {
  title     = "Friends and Family Test"
  publisher = "NHS England"
  version   = "2014.10"
  language  = 1
  entity    = ward
  publish   = [recommend, not_recommend, score, responses, response_rate]
  purpose   = [improvement, choice]
  note      = "Percentages without a rating: there is no overall, and none was published."
}

source "calculations" {
  title    = "NHS England: calculating the Friends and Family Test percentages"
  url      = "https://www.england.nhs.uk/fft/calculations/"
  standing = confirmed
  note     = "Recommend: extremely likely and likely, of all six answers, don't know among them. Not recommend: unlikely and extremely unlikely, of the same. Patients from 2 October 2014."
}

source "bolton" {
  title    = "Bolton NHS Foundation Trust: Friends and Family Test results"
  url      = "https://www.boltonft.nhs.uk/.../friends-and-family-test-results/"
  standing = confirmed
  note     = "April 2013 to September 2014: the proportion of extremely likely less that of neither, unlikely and extremely unlikely, from -100 to 100. Don't know is left out."
}

source "likely_stays" {
  title    = "Whether likely stays in the denominator of the old score"
  standing = unconfirmed
  note     = "That likely is in no numerator is confirmed. That it counts among all answers is not said where we read."
}

source "itv" {
  title    = "ITV: Understanding the new NHS Friends and Family Test stats, 30 July 2013"
  url      = "http://www.itv.com/news/2013-07-30/understanding-the-new-nhs-friends-and-family-test-stats/"
  standing = confirmed
  note     = "Response rates of 27% for inpatients and about 10% in A&E: figures are hard to compare. A difference hides the mix of answers."
}

source "small_numbers" {
  title    = "Smallest number of answers that is shown"
  standing = unconfirmed
  note     = "That small numbers are suppressed is common practice; five is from memory."
}

source "mark_is_ours" {
  title    = "The mark for few answers is ours"
  standing = placeholder
  note     = "No response rate was set below which a result is marked. The usual ones of 2013 stand in for it."
}

scale "setting" {
  title   = "Setting"
  ordered = false
  levels  = { inpatient = "Inpatient", emergency = "A&E" }
  code    = { emergency = "A&E" }
}

absence "few_answers" { label = "too few answers to be shown" }

entity "ward" {
  title = "Ward or department in a month"
  key   = ["ward", "month"]
}

entity "answer" {
  title   = "Answer"
  source  = calculations
  columns = ["answer", "title", "recommends", "against"]
  rows = [
    ["extremely_likely", "Extremely likely", true, false],
    ["likely", "Likely", true, false],
    ["neither", "Neither likely nor unlikely", false, false],
    ["unlikely", "Unlikely", false, true],
    ["extremely_unlikely", "Extremely unlikely", false, true],
    ["dont_know", "Don't know", false, false],
  ]
  attribute "recommends" { type = boolean }
  attribute "against" { type = boolean }
}

input "answers" {
  title  = "Answers"
  for    = [ward, answer]
  column = answer.title
  type   = integer
  range  = [0, null]
  absent = { "*" = few_answers }
}

input "month" {
  title = "Month"
  type  = date
}

input "eligible" {
  title = "Patients who were asked"
  type  = integer
  range = [1, null]
}

input "asked_in" {
  title  = "Setting"
  column = "setting"
  type   = setting
}

parameter "percentages_from" {
  title  = "First day of the percentages"
  value  = date("2014-10-02")
  source = calculations
}

parameter "fewest_answers" {
  title  = "Fewest answers that are shown"
  value  = 5
  source = small_numbers
}

parameter "usual_inpatient" {
  title  = "Usual response rate of inpatients, 2013"
  value  = 27
  unit   = "%"
  source = itv
}

parameter "usual_emergency" {
  title  = "Usual response rate in A&E, 2013"
  value  = 10
  unit   = "%"
  source = itv
}

derive "usual_response" {
  title  = "Usual response rate of the setting"
  source = itv
  case "inpatient" {
    when  = asked_in == inpatient
    value = usual_inpatient
  }
  case "emergency" {
    when  = otherwise
    value = usual_emergency
  }
}

derive "responses" {
  title  = "Answers in all, don't know among them"
  value  = sum(each(answer.answers))
  source = calculations
}

derive "opinions" {
  title  = "Answers without don't know"
  value  = responses - answers[dont_know]
  source = [bolton, likely_stays]
}

indicator "response_rate" {
  title  = "Response rate"
  unit   = "%"
  better = higher
  value  = 100 * responses / eligible
  round  = half_up(1)
  source = itv
}

indicator "recommend" {
  title   = "Would recommend"
  unit    = "%"
  better  = higher
  applies = month >= percentages_from && responses >= fewest_answers
  value   = 100 * sum([for a in each(answer) : a.answers if a.recommends]) / responses
  round   = half_up(0)
  source  = [calculations, small_numbers]
  mark "low response" {
    when   = response_rate < usual_response
    label  = "Fewer patients answered than was usual in 2013"
    source = mark_is_ours
  }
}

indicator "not_recommend" {
  title   = "Would not recommend"
  unit    = "%"
  better  = lower
  applies = month >= percentages_from && responses >= fewest_answers
  value   = 100 * sum([for a in each(answer) : a.answers if a.against]) / responses
  round   = half_up(0)
  source  = [calculations, small_numbers]
}

indicator "score" {
  title   = "Friends and Family score"
  note    = "From -100 to 100; to September 2014."
  better  = higher
  applies = month < percentages_from && responses >= fewest_answers
  value   = 100 * (answers[extremely_likely] - answers[neither] - answers[unlikely] - answers[extremely_unlikely]) / opinions
  round   = half_up(0)
  source  = [bolton, likely_stays, small_numbers]
}

amend "side_by_side" {
  title  = "Both at once"
  reason = "To compare: the old score and the percentages over the same answers, whatever the date."
  indicator "recommend" { applies = responses >= fewest_answers }
  indicator "not_recommend" { applies = responses >= fewest_answers }
  indicator "score" { applies = responses >= fewest_answers }
}
