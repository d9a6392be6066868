framework "cqc_single_assessment_2024_12" {
  title   = "Single assessment framework, assessments from December 2024"
  version = "2024.12"
  in_force { from = "2024-12-01" }
}

amend "../cqc_single_assessment" {
  reason = "A statement is scored directly, and what was not assessed has no score"
  source = [no_categories, defaults_removed]
  remove = [
    "test",
    "framework.in_force.until",
    "entity.category",
    "input.evidence",
    "group.evidence_percent",
    "rating.assessed_score",
    "rating.statement_score.mark",
    "rating.default_score",
    "parameter.statements_needed",
    "group.statements.applies",
    "group.question_percent.applies",
  ]
  rating "statement_score" {
    value  = assessed_score
    source = no_categories
  }
  group "statements" { source = statements_used }
  group "question_percent" {
    need   = "all"
    source = [new_scoring, rounding_not_stated, how_many_are_needed]
  }
}

source "no_categories" {
  title    = "How we determine ratings (local authorities, current version)"
  url      = "https://www.cqc.org.uk/guidance-regulation/local-authorities/how-we-determine-ratings"
  standing = confirmed
  note     = "\"We no longer award scores at evidence category level.\""
}

source "defaults_removed" {
  title    = "Scores that stood for a previous rating"
  standing = unconfirmed
  note     = "That the default scores are gone, and from which day, is not in what we read."
}

source "how_many_are_needed" {
  title    = "How many statements must be assessed"
  standing = unconfirmed
  note     = "No number was found. Here all statements that apply must be; the variant one_is_enough shows what hangs on it."
}

source "illustration" {
  title    = "Made up to compare"
  standing = placeholder
  note     = "No one has published this rule."
}

amend "one_is_enough" {
  title  = "Illustrative: one statement is enough"
  reason = "To show what hangs on the number that was not found"
  group "question_percent" {
    need   = "at least 1"
    source = [new_scoring, rounding_not_stated, illustration]
  }
}

input "assessed_score" {
  title  = "Score of a statement, as assessed"
  for    = [service, statement]
  type   = statement_score
  absent = { "n/a" = not_applicable }
  source = no_categories
}
