framework "cqc_single_assessment" {
  title   = "Single assessment framework, assessments before December 2024"
  version = "2023.11"
  publish = [overall, special_measures, question, question_percent, statement_score]
  in_force {
    from  = "2023-11-01"
    until = "2024-12-01"
  }
}

amend "../cqc_key_questions" {
  reason = "Inspectors no longer judge a key question: they score evidence, and scores are added up"
  source = new_scoring
  remove = [
    "test",
    "input.judged",
    "input.focused",
    "input.inspected_on",
    "input.comprehensive_on",
    "input.previous_overall",
    "rating.assessed.override",
    "rating.assessed.value",
    "rating.overall.limit.late_focused_inspection",
  ]

  rating "assessed" {
    title  = "Key question from the scores of its statements"
    of     = statements
    source = new_scoring
    bands {
      of = question_percent
      levels = {
        outstanding          = "88 to 100"
        good                 = "63 to 87"
        requires_improvement = "39 to 62"
        inadequate           = "25 to 38"
      }
    }
    limit "significant_shortfall" {
      when     = assessed == good
      requires = "1 or more are 1"
      at_most  = requires_improvement
      because  = "In the range of good, a statement with significant shortfalls limits the rating to requires improvement."
      source   = limiters_from_memory
    }
    limit "shortfall" {
      when     = assessed == outstanding
      requires = "1 or more are 2 or worse"
      at_most  = good
      because  = "In the range of outstanding, a statement with shortfalls limits the rating to good."
      source   = limiters_from_memory
    }
    limit "requirement_notice" { source = limiters_not_read }
    limit "enforcement" { source = limiters_not_read }
  }

  rating "overall" {
    source = overall_from_questions
    limit "breach" { source = limiters_not_read }
  }
}

use "../cqc_quality_statements" {
  only = [
    "entity.statement",
    "scale.statement_score",
    "parameter.highest_score",
    "source.rounding_not_stated",
    "source.limiters_from_memory",
    "source.statements_used",
  ]
}

source "evidence_scores" {
  title    = "How we determine ratings (local authorities, earlier version)"
  url      = "https://www.cqc.org.uk/guidance-regulation/local-authorities/how-we-determine-ratings"
  standing = derived
  note     = "The words and the bands are those of the same method for local authorities: the total of the evidence scores by the maximum possible."
}

source "six_categories" {
  title    = "CQC quality statements: the six evidence categories"
  url      = "https://www.uniqueiq.co.uk/resource/cqc-quality-statements/"
  standing = confirmed
  note     = "Which categories are required varies with the statement and the kind of service."
}

source "default_from_memory" {
  title    = "Scores for statements that were not assessed"
  standing = unconfirmed
  note     = "That first scores were calculated is confirmed by a heading of the guidance. That they stand for the previous rating of the key question, 4, 3, 2 or 1, is not."
}

source "overall_from_questions" {
  title    = "Changes to how CQC inspects and rates care homes"
  url      = "https://clarkewillmott.com/insights/changes-to-how-cqc-inspects-and-rates-care-homes"
  standing = confirmed
  note     = "The overall rating counts key questions as before; the percentages are not added up any further."
}

source "limiters_not_read" {
  title    = "Breaches under the single assessment framework"
  standing = unconfirmed
  note     = "That the method has limiters is confirmed. That those for breaches were kept as they were is not."
}

source "how_many_statements" {
  title    = "How many statements must be assessed"
  standing = unconfirmed
  note     = "No number was found. One is the least with which there is anything to rate."
}

entity "category" {
  title   = "Evidence category"
  source  = six_categories
  columns = ["category", "title"]
  rows = [
    ["experience", "People's experience"],
    ["staff", "Feedback from staff and leaders"],
    ["partners", "Feedback from partners"],
    ["observation", "Observation"],
    ["processes", "Processes"],
    ["outcomes", "Outcomes"],
  ]
}

input "evidence" {
  title  = "Score of the evidence"
  for    = [service, statement, category]
  column = category.title
  type   = statement_score
  absent = { "n/a" = not_applicable }
  source = six_categories
}

parameter "statements_needed" {
  title  = "Statements that must be assessed before a key question is rated anew"
  value  = 1
  source = how_many_statements
}

group "evidence_percent" {
  title   = "Percent of the maximum, of a statement"
  for     = [service, statement]
  better  = higher
  members = each(category.evidence)
  missing = exclude
  score   = 100 * sum(members) / (highest_score * count(members))
  round   = half_up(0)
  source  = [evidence_scores, rounding_not_stated]
}

rating "assessed_score" {
  title  = "Score of a statement, from its evidence"
  for    = [service, statement]
  scale  = statement_score
  value  = evidence_percent
  source = evidence_scores
  bands {
    levels = {
      4 = "88 to 100"
      3 = "63 to 87"
      2 = "39 to 62"
      1 = "25 to 38"
    }
  }
}

rating "default_score" {
  title  = "Score that the previous rating of the key question stands for"
  for    = [service, key_question]
  scale  = statement_score
  value  = lookup(existing, { outstanding = 4, good = 3, requires_improvement = 2, inadequate = 1 })
  source = default_from_memory
}

rating "statement_score" {
  title  = "Score of a statement"
  for    = [service, statement]
  scale  = statement_score
  value  = coalesce(assessed_score, default_score)
  source = default_from_memory
  mark "default" {
    when  = !is_present(assessed_score)
    label = "Stands for the previous rating"
  }
}

derive "statements_assessed" {
  title = "Statements that were assessed"
  for   = [service, key_question]
  value = count([for s in each(statement) : s.assessed_score if is_present(s.assessed_score)])
}

group "statements" {
  title   = "Scores of the statements of a key question"
  for     = [service, key_question]
  applies = statements_assessed >= statements_needed
  members = [for s in each(statement) : s.statement_score]
  missing = exclude
  source  = [statements_used, how_many_statements]
}

group "question_percent" {
  title   = "Percent of the maximum, of a key question"
  for     = [service, key_question]
  better  = higher
  applies = statements_assessed >= statements_needed
  members = each(statement.statement_score)
  missing = exclude
  score   = 100 * sum(members) / (highest_score * count(members))
  round   = half_up(0)
  source  = [new_scoring, rounding_not_stated]
}
