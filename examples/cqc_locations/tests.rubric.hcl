# Further tests: run them with `rubric test examples/cqc_locations`.

test "the data of this directory, with what it says was published" {
  data   = "data.csv"
  expect = "data.csv"
  except "1-000000010 / current / service:old / 2018-10-16" {
    because = "A row of a service, published without its key questions."
  }
}

test "one may require improvement" {
  given  = { answer = { safe = good, effective = good, caring = good, responsive = good, well_led = requires_improvement } }
  expect = { overall = good }
  limits = { overall = [] }
}

test "two require improvement" {
  given  = { answer = { safe = requires_improvement, effective = good, caring = good, responsive = good, well_led = requires_improvement } }
  expect = { overall = requires_improvement }
}

test "the published state wins over two ratings" {
  given  = { answer = { safe = requires_improvement, well_led = requires_improvement }, published_state = inspected_not_rated }
  expect = { overall = inspected_not_rated }
  limits = { overall = [published_state] }
}

test "outstanding never with a question that requires improvement" {
  given = { published_state = absent }
  never = overall == outstanding && any([for k in each(key_question) : k.answer == requires_improvement])
}

test "two inadequate questions are always inadequate" {
  given  = { published_state = absent }
  always = count([for k in each(key_question) : k.answer == inadequate]) < 2 || overall == inadequate
}

test "one outstanding is not enough" {
  given  = { answer = { safe = good, effective = good, caring = outstanding, responsive = good, well_led = good } }
  expect = { overall = good }
}

test "one key question only" {
  given  = { answer = { safe = good } }
  expect = { overall = good }
}
