# Further tests: run them with `rubric test examples/cqc_key_questions`.

test "two outstanding and the rest good" {
  given  = { sector = adult_social_care, judged = { safe = good, effective = good, caring = outstanding, responsive = outstanding, well_led = good } }
  expect = { overall = outstanding, special_measures = not_likely }
  source = principles
}

test "two outstanding, one requires improvement" {
  given  = { sector = adult_social_care, judged = { safe = requires_improvement, effective = good, caring = outstanding, responsive = outstanding, well_led = good } }
  expect = { overall = good }
  source = principles
}

test "two require improvement" {
  given  = { sector = adult_social_care, judged = { safe = requires_improvement, effective = good, caring = good, responsive = good, well_led = requires_improvement } }
  expect = { overall = requires_improvement }
  source = principles
}

test "exactly one inadequate" {
  given  = { sector = adult_social_care, judged = { safe = inadequate, effective = good, caring = good, responsive = good, well_led = good } }
  expect = { overall = requires_improvement, special_measures = not_likely }
  source = by_elimination
}

test "two inadequate, well-led among them" {
  given  = { sector = adult_social_care, judged = { safe = inadequate, effective = good, caring = good, responsive = good, well_led = inadequate } }
  expect = { overall = inadequate, special_measures = likely }
  source = special_measures_2014
}

test "two inadequate, well-led not among them" {
  given  = { sector = adult_social_care, judged = { safe = inadequate, effective = inadequate, caring = good, responsive = good, well_led = good } }
  expect = { overall = inadequate, special_measures = not_likely }
  source = special_measures_2014
}

test "adult social care: a breach limits the overall rating" {
  given  = { sector = adult_social_care, judged = good, "action.safe" = requirement_notice }
  expect = { "question.safe" = good, overall = requires_improvement }
  limits = { assessed = [], overall = [breach] }
  source = principles
}

test "general practice: a notice limits the question that it is linked to" {
  given  = { sector = primary_medical, judged = good, "action.safe" = requirement_notice }
  expect = { "question.safe" = requires_improvement, "question.caring" = good, overall = good }
  source = notices
}

test "general practice: enforcement makes a question inadequate" {
  given  = { sector = primary_medical, judged = good, "action.safe" = enforcement }
  expect = { "question.safe" = inadequate, overall = requires_improvement }
  source = notices
}

test "no registered manager" {
  given  = { sector = adult_social_care, judged = outstanding, no_registered_manager = true }
  expect = { "question.safe" = outstanding, "question.well_led" = requires_improvement, overall = good }
  source = well_led_limiters
}

test "a focused inspection takes the rest from before" {
  given  = { sector = adult_social_care, judged = { safe = good }, existing = { safe = requires_improvement, effective = good, caring = outstanding, responsive = outstanding, well_led = good } }
  expect = { overall = outstanding, "question.caring" = outstanding }
  source = principles
}

test "a focused inspection within six months may improve the rating" {
  given = {
    sector           = adult_social_care
    judged           = { safe = good }
    existing         = requires_improvement
    focused          = true
    previous_overall = inadequate
    comprehensive_on = "2022-01-15"
    inspected_on     = "2022-07-14"
  }
  expect = { overall = requires_improvement }
  limits = { overall = [] }
  source = six_months
}

test "a focused inspection after six months may not" {
  given = {
    sector           = adult_social_care
    judged           = { safe = good }
    existing         = requires_improvement
    focused          = true
    previous_overall = inadequate
    comprehensive_on = "2022-01-15"
    inspected_on     = "2022-07-16"
  }
  expect = { overall = inadequate }
  limits = { overall = [late_focused_inspection] }
  source = six_months
}

test "nor on the very day" {
  given = {
    sector           = adult_social_care
    judged           = { safe = good }
    existing         = requires_improvement
    focused          = true
    previous_overall = inadequate
    comprehensive_on = "2022-01-15"
    inspected_on     = "2022-07-15"
  }
  expect = { overall = inadequate }
  limits = { overall = [late_focused_inspection] }
  note   = "How the months are counted is not said."
}

test "a focused inspection where nothing was rated before" {
  given  = { sector = adult_social_care, judged = good, focused = true, comprehensive_on = "2020-01-15", inspected_on = "2022-07-16" }
  expect = { overall = good }
  limits = { overall = [] }
}

test "recorded decisions depart from the principles" {
  data      = "cases/judgement.csv"
  overrides = "cases/decisions.csv"
  expect    = { overall = good, "question.safe" = good, "question.well_led" = requires_improvement }
  source    = principles
}

test "a comprehensive inspection may improve the rating at any time" {
  given  = { sector = adult_social_care, judged = good, focused = false, previous_overall = inadequate, comprehensive_on = "2020-01-15", inspected_on = "2022-07-16" }
  expect = { overall = good }
}

test "ratings of a predecessor are not used" {
  given  = { sector = adult_social_care, existing = inadequate, new_owner = true }
  expect = { overall = not_rated, special_measures = absent(not_applicable), "question.safe" = absent(not_reported) }
  source = principles
}

test "inspected, not rated" {
  given  = { sector = adult_social_care, judged = { safe = inspected_not_rated, effective = inspected_not_rated } }
  expect = { overall = inspected_not_rated }
}

test "not rated" {
  given  = { sector = adult_social_care, judged = not_rated }
  expect = { overall = not_rated }
}

test "outstanding never with a question that requires improvement" {
  given = { sector = adult_social_care }
  never = overall == outstanding && any([for k in each(key_question) : k.question == requires_improvement])
}

test "a breach in adult social care is never good" {
  given = { sector = adult_social_care, "action.safe" = enforcement }
  never = overall >= good
}

test "one outstanding is not enough" {
  given  = { sector = adult_social_care, judged = { safe = good, effective = good, caring = outstanding, responsive = good, well_led = good } }
  expect = { overall = good }
  source = principles
}

test "one question is enough for a rating" {
  given  = { sector = adult_social_care, judged = { safe = good } }
  expect = { overall = good, special_measures = not_likely }
  source = fewer_questions
}

test "one question inspected and not rated" {
  given  = { sector = adult_social_care, judged = { safe = inspected_not_rated } }
  expect = { overall = inspected_not_rated }
}
