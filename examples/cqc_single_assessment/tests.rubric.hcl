# Further tests: run them with `rubric test examples/cqc_single_assessment`.

test "twelve of sixteen: a score of 3" {
  given  = { "evidence.safeguarding" = { experience = 3, staff = 4, processes = 3, outcomes = 2 } }
  expect = { "evidence_percent.safeguarding" = 75, "statement_score.safeguarding" = 3 }
  source = evidence_scores
}

test "twenty-one of thirty-two: good" {
  given = {
    sector = adult_social_care
    assessed_score = {
      learning_culture                      = 3
      safe_systems_pathways_and_transitions = 3
      safeguarding                          = 3
      involving_people_to_manage_risks      = 2
      safe_environments                     = 3
      safe_and_effective_staffing           = 2
      infection_prevention_and_control      = 3
      medicines_optimisation                = 2
    }
  }
  expect = { "question_percent.safe" = 66, "question.safe" = good }
  source = new_scoring
}

test "one assessed statement, and seven that stand for good" {
  given  = { sector = adult_social_care, "assessed_score.safeguarding" = 2, existing = good }
  expect = { "statement_score.learning_culture" = 3, "question_percent.safe" = 72, "question.safe" = good, overall = good }
  source = default_from_memory
}

test "the previous rating stands for its own score" {
  given  = { "assessed_score.safeguarding" = 3, existing = { safe = requires_improvement, effective = outstanding, caring = inadequate } }
  expect = { "statement_score.learning_culture" = 2, "statement_score.assessing_needs" = 4, "statement_score.treating_people_as_individuals" = 1 }
  source = default_from_memory
}

test "a question of which nothing was assessed keeps its rating" {
  given  = { sector = adult_social_care, existing = good }
  expect = { "question_percent.safe" = absent(not_applicable), "question.safe" = good, overall = good }
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

# Both ends of each band. Some of these percentages no set of scores can reach.

test "101 percent of a question" {
  given  = { sector = adult_social_care, assessed_score = 3, "question_percent.safe" = 101 }
  expect = { "assessed.safe" = absent(uncovered) }
}

test "88 percent of a question" {
  given  = { sector = adult_social_care, assessed_score = 3, "question_percent.safe" = 88 }
  expect = { "assessed.safe" = outstanding }
}

test "87 percent of a question" {
  given  = { sector = adult_social_care, assessed_score = 3, "question_percent.safe" = 87 }
  expect = { "assessed.safe" = good }
}

test "63 percent of a question" {
  given  = { sector = adult_social_care, assessed_score = 3, "question_percent.safe" = 63 }
  expect = { "assessed.safe" = good }
}

test "62 percent of a question" {
  given  = { sector = adult_social_care, assessed_score = 3, "question_percent.safe" = 62 }
  expect = { "assessed.safe" = requires_improvement }
}

test "39 percent of a question" {
  given  = { sector = adult_social_care, assessed_score = 3, "question_percent.safe" = 39 }
  expect = { "assessed.safe" = requires_improvement }
}

test "38 percent of a question" {
  given  = { sector = adult_social_care, assessed_score = 3, "question_percent.safe" = 38 }
  expect = { "assessed.safe" = inadequate }
}

test "24 percent of a question" {
  given  = { sector = adult_social_care, assessed_score = 3, "question_percent.safe" = 24 }
  expect = { "assessed.safe" = absent(uncovered) }
}

test "101 percent of a statement" {
  given  = { "evidence_percent.safeguarding" = 101 }
  expect = { "assessed_score.safeguarding" = absent(uncovered) }
}

test "88 percent of a statement" {
  given  = { "evidence_percent.safeguarding" = 88 }
  expect = { "assessed_score.safeguarding" = 4 }
}

test "87 percent of a statement" {
  given  = { "evidence_percent.safeguarding" = 87 }
  expect = { "assessed_score.safeguarding" = 3 }
}

test "63 percent of a statement" {
  given  = { "evidence_percent.safeguarding" = 63 }
  expect = { "assessed_score.safeguarding" = 3 }
}

test "62 percent of a statement" {
  given  = { "evidence_percent.safeguarding" = 62 }
  expect = { "assessed_score.safeguarding" = 2 }
}

test "39 percent of a statement" {
  given  = { "evidence_percent.safeguarding" = 39 }
  expect = { "assessed_score.safeguarding" = 2 }
}

test "38 percent of a statement" {
  given  = { "evidence_percent.safeguarding" = 38 }
  expect = { "assessed_score.safeguarding" = 1 }
}

test "24 percent of a statement" {
  given  = { "evidence_percent.safeguarding" = 24 }
  expect = { "assessed_score.safeguarding" = absent(uncovered) }
}

test "one statement is enough for a limit" {
  given  = { sector = adult_social_care, "assessed_score.safeguarding" = 1, existing = good }
  expect = { "question_percent.safe" = 69, "question.safe" = requires_improvement }
  source = how_many_statements
}
