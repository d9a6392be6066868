# Further tests: run them with `rubric test examples/essential_standards`.

test "sixteen outcomes, half of them typically inspected" {
  given  = { met = { involving_people = true, consent = true, care_and_welfare = true, safeguarding = true, medicines = true, workers = true, supporting_workers = true, assessing_quality = true } }
  expect = { inspected = 8, not_compliant = 0, "judgement.safeguarding" = compliant, "judgement.staffing" = not_inspected, "action.staffing" = absent(not_applicable) }
  source = streamlined
}

test "one outcome not met says nothing of the others" {
  given = { met = { medicines = false, consent = true }, impact = { medicines = moderate } }
  expect = {
    inspected             = 2
    not_compliant         = 1
    "judgement.medicines" = moderate
    "action.medicines"    = compliance_action
    "judgement.consent"   = compliant
    "action.consent"      = none
    "judgement.records"   = not_inspected
  }
}

test "a major impact leads to enforcement" {
  given  = { met = false, impact = major }
  expect = { "judgement.safeguarding" = major, "action.safeguarding" = enforcement, inspected = 16, not_compliant = 16 }
  source = impact_from_memory
}

test "not met, and no impact recorded" {
  given  = { met = { records = false } }
  expect = { inspected = 0, "judgement.records" = absent(undecided), "action.records" = absent(not_applicable) }
}

test "there is no aggregate to ask for" {
  rules   = <<-HCL
    derive "aggregate" { value = overall == compliant }
  HCL
  refuses = [R0211]
}
