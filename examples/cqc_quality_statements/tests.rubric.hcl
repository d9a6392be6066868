# Further tests: run them with `rubric test examples/cqc_quality_statements`.

test "the data of this directory, with what it says was published" {
  data    = "data.csv"
  expect  = "data.csv"
  columns = { overall = "kqRating" }
}

test "outstanding, limited by one statement with shortfalls" {
  given = {
    asked = effective
    score = {
      assessing_needs                              = 4
      delivering_evidence_based_care_and_treatment = 4
      how_staff_teams_and_services_work_together   = 4
      supporting_people_to_live_healthier_lives    = 4
      monitoring_and_improving_outcomes            = 4
      consent_to_care_and_treatment                = 2
    }
  }
  expect = { percent = 92, overall = good }
  limits = { overall = [shortfall] }
}

test "outstanding without shortfalls" {
  given  = { asked = caring, score = 4 }
  expect = { percent = 100, overall = outstanding }
  limits = { overall = [] }
}

test "statements without a score leave the maximum" {
  given  = { asked = caring, score = { kindness_compassion_and_dignity = 2, workforce_wellbeing_and_enablement = 2 } }
  expect = { percent = 50, overall = requires_improvement }
}

test "the lowest scores" {
  given  = { asked = safe, score = 1 }
  expect = { percent = 25, overall = inadequate }
}

test "no statement at all" {
  given  = { asked = safe }
  expect = { percent = absent(undefined), overall = absent(undecided) }
}

test "a statement with significant shortfalls is never good" {
  given = { asked = caring }
  never = overall >= good && any([for s in each(statement) : s.score == 1 if s.key_question == asked])
}
