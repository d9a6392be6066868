framework "cqc_draft_2026" {
  title   = "Draft assessment frameworks of March 2026"
  version = "2026 draft"
  publish = [overall, question]
  note    = "Not in force. The drafts were open to consultation until 12 June 2026."
}

amend "../cqc_key_questions" {
  reason = "Key questions are judged again, in the round; nothing is scored"
  source = drafts
  remove = [
    "test",
    "framework.in_force",
    "rating.special_measures",
    "rating.assessed.limit",
    "rating.assessed.override",
    "rating.overall.override",
    "rating.overall.limit.breach",
    "rating.overall.limit.late_focused_inspection",
    "rating.overall.of",
    "rating.overall.rules",
    "input.sector",
    "input.focused",
    "input.inspected_on",
    "input.comprehensive_on",
    "input.previous_overall",
    "input.no_registered_manager",
    "input.condition_not_met",
    "input.notifications_not_sent",
    "input.information_not_returned",
    "input.action",
  ]
  input "judged" { source = drafts }
  rating "assessed" { source = drafts }
  rating "overall" {
    unpublished = "Nothing that we read of the drafts says how key questions make an overall rating."
    source      = aggregation_not_found
  }
}

amend "as_in_2013" {
  title  = "Illustrative: the rating principles of 2013"
  reason = "To compare with the earlier versions"
  source = illustration
  remove = ["rating.overall.unpublished"]
  rating "overall" {
    of     = each(key_question.question)
    rules  = rating_principles
    source = illustration
  }
}

source "drafts" {
  title    = "Changes to the CQC assessment framework"
  url      = "https://www.gordonsols.co.uk/changes-to-the-cqc-assessment-framework"
  standing = confirmed
  note     = "Four draft frameworks of 24 March 2026, with 24 key lines of enquiry; no scores, judgements in the round for each key question."
}

source "names_of_lines" {
  title    = "The 24 key lines of enquiry"
  standing = derived
  note     = "Their names are from a public transcription of the drafts; the number 24 is confirmed."
}

source "aggregation_not_found" {
  title    = "From key questions to an overall rating, in the drafts"
  standing = unconfirmed
  note     = "Not found. The overall rating stays absent."
}

source "illustration" {
  title    = "Made up to compare"
  standing = placeholder
  note     = "No one has published this rule for the drafts."
}

entity "line_of_enquiry" {
  title   = "Key line of enquiry"
  within  = key_question
  source  = names_of_lines
  columns = ["line_of_enquiry", "key_question", "title"]
  rows = [
    ["safety_culture", safe, "Safety culture"],
    ["managing_risks", safe, "Managing risks during care and treatment"],
    ["safe_systems", safe, "Safe systems, pathways and transitions"],
    ["safeguarding", safe, "Safeguarding"],
    ["safe_environments", safe, "Safe environments and infection prevention and control"],
    ["safe_staffing", safe, "Safe staffing"],
    ["safe_medicines", safe, "Safe medicines and treatments"],
    ["assessing_needs", effective, "Assessing needs"],
    ["evidence_based_care", effective, "Evidence-based care and equitable outcomes"],
    ["healthier_lives", effective, "Supporting people to live healthier lives"],
    ["consent", effective, "Consent"],
    ["kindness", caring, "Kindness, compassion and dignity"],
    ["person_centred_care", caring, "Person-centred care"],
    ["independence", caring, "Independence, choice and control"],
    ["care_provision", responsive, "Care provision, integration and continuity"],
    ["listening", responsive, "Listening to and responding to feedback"],
    ["access", responsive, "Timely and equitable access"],
    ["equity", responsive, "Equity in experiences"],
    ["strategic_direction", well_led, "Strategic direction"],
    ["workforce_equity", well_led, "Workforce equity and culture"],
    ["leaders", well_led, "Capable and compassionate leaders"],
    ["governance", well_led, "Governance and management"],
    ["partnerships", well_led, "Partnerships and communities"],
    ["improvement", well_led, "Improvement, innovation and learning"],
  ]
}

derive "lines_of_enquiry" {
  title  = "Number of key lines of enquiry"
  for    = key_question
  value  = count(each(line_of_enquiry))
  source = names_of_lines
}
