framework "cqc_locations" {
  title     = "Overall rating from the five key questions"
  publisher = "Care Quality Commission"
  version   = "2018.1"
  language  = 1
  entity    = rating_set
  publish   = [overall]
}

source "principles" {
  title    = "How we aggregate ratings using the rating principles: adult social care"
  url      = "https://gl-cqc.axis12.com/guidance-providers/adult-social-care/how-we-aggregate-ratings-using-rating-principles-adult-social"
  standing = confirmed
}

source "by_elimination" {
  title    = "Exactly one inadequate"
  standing = derived
  note     = "The published principles name two or more inadequate, and good for none. One inadequate is left, and the published ratings give requires improvement."
}

source "fewer_questions" {
  title    = "Ratings principles: primary medical services"
  url      = "https://gl-cqc.axis12.com/guidance-providers/gps/ratings-principles-primary-medical-services"
  standing = derived
  note     = "If some key questions are not rated, only the rated ones count. That the thresholds for five are used for fewer is derived from the published ratings."
}

source "published_file" {
  title    = "States in the published file of ratings"
  standing = derived
  note     = "The states of the key questions do not determine the state of the overall rating, so it is read."
}

scale "quality" {
  source = principles
  levels = {
    outstanding          = "Outstanding"
    good                 = "Good"
    requires_improvement = "Requires improvement"
    inadequate           = "Inadequate"
  }
  states = {
    no_published_rating   = "No published rating"
    inspected_not_rated   = "Inspected but not rated"
    insufficient_evidence = "Insufficient evidence to rate"
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
  source = [principles, fewer_questions]

  rule "inadequate" {
    requires = "2 or more of the rated are inadequate"
  }
  rule "requires_improvement" "one_inadequate" {
    requires = "1 or more of the rated are inadequate"
    source   = by_elimination
  }
  rule "requires_improvement" {
    requires = "2 or more of the rated are requires_improvement"
  }
  rule "outstanding" {
    requires = "2 or more of the rated are outstanding and all of the rated are good or better"
  }
  rule "good" {
    requires = "1 or more are rated and at most 1 of the rated are requires_improvement"
  }

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
