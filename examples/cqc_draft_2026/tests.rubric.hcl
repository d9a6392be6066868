# Further tests: run them with `rubric test examples/cqc_draft_2026`.

test "24 key lines of enquiry" {
  given = { judged = good }
  expect = {
    "lines_of_enquiry.safe"       = 7
    "lines_of_enquiry.effective"  = 4
    "lines_of_enquiry.caring"     = 3
    "lines_of_enquiry.responsive" = 4
    "lines_of_enquiry.well_led"   = 6
  }
  source = drafts
}

test "a judgement of each question, and no overall rating" {
  given  = { judged = good }
  expect = { "question.safe" = good, overall = absent(unpublished) }
  source = aggregation_not_found
}

test "questions that were not judged keep their ratings" {
  given  = { judged = { safe = good }, existing = requires_improvement }
  expect = { "question.safe" = good, "question.caring" = requires_improvement, overall = absent(unpublished) }
}

test "nothing is rated" {
  given  = { judged = not_rated }
  expect = { overall = not_rated }
}

test "inspected, not rated" {
  given  = { judged = inspected_not_rated }
  expect = { overall = inspected_not_rated }
}

test "there is no overall level" {
  always = !is_rated(overall)
}
