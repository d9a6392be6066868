# Further tests: run them with `rubric test examples/cqc_single_assessment_2024_12`.

test "one assessed statement is not enough, and the question keeps its rating" {
  given  = { sector = adult_social_care, "assessed_score.safeguarding" = 2, existing = good }
  expect = { "statement_score.learning_culture" = absent(not_reported), "question_percent.safe" = absent(coverage), "question.safe" = good, overall = good }
  source = how_many_are_needed
}

test "a statement that does not apply leaves the maximum" {
  given = {
    sector = adult_social_care
    assessed_score = {
      assessing_needs                              = 3
      delivering_evidence_based_care_and_treatment = 3
      how_staff_teams_and_services_work_together   = 3
      supporting_people_to_live_healthier_lives    = absent(not_applicable)
      monitoring_and_improving_outcomes            = 3
      consent_to_care_and_treatment                = 3
    }
  }
  expect = { "question_percent.effective" = 75, "question.effective" = good }
  source = statements_used
}

test "a recorded decision departs from the principles" {
  data      = "cases/judgement.csv"
  overrides = "cases/decisions.csv"
  expect    = { overall = good }
  source    = principles
}

test "a letter among the scores" {
  given  = { sector = adult_social_care, assessed_score = regulations_met, existing = good }
  expect = { "question_percent.safe" = absent(off_ladder), "question.safe" = good, overall = good }
}

test "in the range of good, a statement with significant shortfalls" {
  given = {
    sector = adult_social_care
    assessed_score = {
      kindness_compassion_and_dignity       = 4
      treating_people_as_individuals        = 3
      independence_choice_and_control       = 3
      responding_to_peoples_immediate_needs = 3
      workforce_wellbeing_and_enablement    = 1
    }
  }
  expect = { "question_percent.caring" = 70, "question.caring" = requires_improvement }
  source = limiters_from_memory
}

test "in the range of outstanding, a statement with shortfalls" {
  given = {
    sector = adult_social_care
    assessed_score = {
      assessing_needs                              = 4
      delivering_evidence_based_care_and_treatment = 4
      how_staff_teams_and_services_work_together   = 4
      supporting_people_to_live_healthier_lives    = 4
      monitoring_and_improving_outcomes            = 4
      consent_to_care_and_treatment                = 2
    }
  }
  expect = { "question_percent.effective" = 92, "question.effective" = good }
  source = limiters_from_memory
}

test "20 of 32 rounds up to good" {
  given = {
    sector = adult_social_care
    assessed_score = {
      learning_culture                      = 3
      safe_systems_pathways_and_transitions = 3
      safeguarding                          = 3
      involving_people_to_manage_risks      = 3
      safe_environments                     = 2
      safe_and_effective_staffing           = 2
      infection_prevention_and_control      = 2
      medicines_optimisation                = 2
    }
  }
  expect = { "question_percent.safe" = 63, "question.safe" = good }
  source = rounding_not_stated
}

test "outstanding throughout, but for a missing manager and a condition" {
  given  = { sector = adult_social_care, assessed_score = 4, no_registered_manager = true, condition_not_met = true }
  expect = { "question.safe" = outstanding, "question.well_led" = requires_improvement, overall = good }
  limits = { overall = [] }
  source = well_led_limiters
}

test "outstanding throughout, but for the condition" {
  given  = { sector = adult_social_care, assessed_score = 4, condition_not_met = true }
  expect = { "question.well_led" = requires_improvement }
  source = well_led_limiters
}

test "outstanding throughout, but for notifications" {
  given  = { sector = adult_social_care, assessed_score = 4, notifications_not_sent = true }
  expect = { "question.well_led" = requires_improvement }
  source = well_led_limiters
}

test "two inadequate, well-led among them" {
  given  = { sector = adult_social_care, existing = inadequate }
  expect = { overall = inadequate, special_measures = likely }
}

test "well-led alone inadequate" {
  given  = { sector = adult_social_care, existing = { safe = good, effective = good, caring = good, responsive = good, well_led = inadequate } }
  expect = { overall = requires_improvement, special_measures = not_likely }
}

test "general practice: enforcement makes a question inadequate" {
  given  = { sector = primary_medical, assessed_score = 3, "action.safe" = enforcement }
  expect = { "question.safe" = inadequate, overall = requires_improvement }
  source = limiters_not_read
}
