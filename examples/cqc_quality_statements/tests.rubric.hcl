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

test "threes do not limit outstanding" {
  given = {
    asked = caring
    score = {
      kindness_compassion_and_dignity       = 4
      treating_people_as_individuals        = 4
      independence_choice_and_control       = 4
      responding_to_peoples_immediate_needs = 4
      workforce_wellbeing_and_enablement    = 3
    }
  }
  expect = { percent = 95, overall = outstanding }
  limits = { overall = [] }
}

# Both ends of each band. Some of these percentages no set of scores can reach.

test "101 percent" {
  given  = { asked = caring, score = 3, percent = 101 }
  expect = { overall = absent(uncovered) }
}

test "100 percent" {
  given  = { asked = caring, score = 3, percent = 100 }
  expect = { overall = outstanding }
}

test "88 percent" {
  given  = { asked = caring, score = 3, percent = 88 }
  expect = { overall = outstanding }
}

test "87 percent" {
  given  = { asked = caring, score = 3, percent = 87 }
  expect = { overall = good }
}

test "63 percent" {
  given  = { asked = caring, score = 3, percent = 63 }
  expect = { overall = good }
}

test "62 percent" {
  given  = { asked = caring, score = 3, percent = 62 }
  expect = { overall = requires_improvement }
}

test "39 percent" {
  given  = { asked = caring, score = 3, percent = 39 }
  expect = { overall = requires_improvement }
}

test "38 percent" {
  given  = { asked = caring, score = 3, percent = 38 }
  expect = { overall = inadequate }
}

test "25 percent" {
  given  = { asked = caring, score = 3, percent = 25 }
  expect = { overall = inadequate }
}

test "24 percent" {
  given  = { asked = caring, score = 3, percent = 24 }
  expect = { overall = absent(uncovered) }
}
