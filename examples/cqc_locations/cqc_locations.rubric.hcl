framework "cqc_locations" {
  title     = "Overall rating from the five key questions"
  publisher = "Care Quality Commission"
  version   = "2018.1"
  language  = 1
  entity    = rating_set
  publish   = [overall]
}

source "published_file" {
  title    = "States in the published file of ratings"
  standing = derived
  note     = "The states of the key questions do not determine the state of the overall rating, so it is read."
}

amend "../cqc_key_questions/definitions" {
  reason = "The published file has states of its own."
  source = published_file
  scale "quality" {
    source = [principles, published_file]
    states = {
      no_published_rating   = "No published rating"
      inspected_not_rated   = "Inspected but not rated"
      insufficient_evidence = "Insufficient evidence to rate"
    }
  }
}

absence "computed" {
  label = "a level, which is computed here and not read"
}

entity "rating_set" {
  title = "Set of ratings of a location or service"
  key   = ["locationId", "source", "scope", "reportDate"]
}

entity "key_question" {
  columns = ["key_question", "column"]
  source  = principles
  rows = [
    ["safe", "Safe"],
    ["effective", "Effective"],
    ["caring", "Caring"],
    ["responsive", "Responsive"],
    ["well_led", "Well-led"],
  ]
}

input "answer" {
  title  = "Rating of the key question"
  for    = [rating_set, key_question]
  column = key_question.column
  type   = quality
}

input "published_state" {
  title  = "State of the overall rating"
  column = "overall"
  type   = quality
  absent = {
    "Outstanding"          = computed
    "Good"                 = computed
    "Requires improvement" = computed
    "Inadequate"           = computed
  }
  source = published_file
}

rating "overall" {
  title  = "Overall rating"
  scale  = quality
  of     = each(key_question.answer)
  rules  = rating_principles
  source = [principles, fewer_questions]

  limit "published_state" {
    when    = is_present(published_state)
    exactly = published_state
    because = "The overall rating was not given as a level."
    source  = published_file
  }
}

test "two outstanding, the rest good" {
  given  = { answer = { safe = good, effective = good, caring = outstanding, responsive = outstanding, well_led = good } }
  expect = { overall = outstanding }
}

test "two outstanding, one requires improvement" {
  given  = { answer = { safe = requires_improvement, effective = good, caring = outstanding, responsive = outstanding, well_led = good } }
  expect = { overall = good }
}

test "one inadequate" {
  given  = { answer = { safe = inadequate, effective = good, caring = good, responsive = good, well_led = good } }
  expect = { overall = requires_improvement }
}

test "two inadequate" {
  given  = { answer = { safe = inadequate, effective = good, caring = good, responsive = good, well_led = inadequate } }
  expect = { overall = inadequate }
}

test "two key questions only" {
  given  = { answer = { safe = requires_improvement, well_led = good } }
  expect = { overall = good }
}

test "inspected, not rated" {
  given  = { answer = { safe = inspected_not_rated }, published_state = inspected_not_rated }
  expect = { overall = inspected_not_rated }
}

test "no key question" {
  given  = { published_state = absent(computed) }
  expect = { overall = absent(uncovered) }
}
