# The five key questions and their 34 quality statements. The names of the
# statements are those of the data, letter for letter.

source "statement_list" {
  title    = "The 34 quality statements"
  url      = "https://managementinpractice.com/practice-intelligence/the-new-cqc-inspection-method-understanding-the-quality-statements/"
  standing = confirmed
  note     = "Numbers of statements by key question: 8, 6, 5, 7, 8."
}

entity "key_question" {
  source  = statement_list
  columns = ["key_question", "title"]
  rows = [
    ["Safe", "Are they safe?"],
    ["Effective", "Are they effective?"],
    ["Caring", "Are they caring?"],
    ["Responsive", "Are they responsive?"],
    ["Well-led", "Are they well-led?"],
  ]
}

entity "statement" {
  title   = "Quality statement"
  source  = statement_list
  key     = "qualityStatement"
  within  = key_question
  columns = ["statement", "key_question"]
  rows = [
    ["Learning culture", "Safe"],
    ["Safe systems, pathways and transitions", "Safe"],
    ["Safeguarding", "Safe"],
    ["Involving people to manage risks", "Safe"],
    ["Safe environments", "Safe"],
    ["Safe and effective staffing", "Safe"],
    ["Infection prevention and control", "Safe"],
    ["Medicines optimisation", "Safe"],
    ["Assessing needs", "Effective"],
    ["Delivering evidence-based care and treatment", "Effective"],
    ["How staff, teams and services work together", "Effective"],
    ["Supporting people to live healthier lives", "Effective"],
    ["Monitoring and improving outcomes", "Effective"],
    ["Consent to care and treatment", "Effective"],
    ["Kindness, compassion and dignity", "Caring"],
    ["Treating people as individuals", "Caring"],
    ["Independence, choice and control", "Caring"],
    ["Responding to people’s immediate needs", "Caring"],
    ["Workforce wellbeing and enablement", "Caring"],
    ["Person-centred Care", "Responsive"],
    ["Care provision, Integration and continuity", "Responsive"],
    ["Providing Information", "Responsive"],
    ["Listening to and involving people", "Responsive"],
    ["Equity in access", "Responsive"],
    ["Equity in experiences and outcomes", "Responsive"],
    ["Planning for the future", "Responsive"],
    ["Shared direction and culture", "Well-led"],
    ["Capable, compassionate and inclusive leaders", "Well-led"],
    ["Freedom to speak up", "Well-led"],
    ["Workforce equality, diversity and inclusion", "Well-led"],
    ["Governance, management and sustainability", "Well-led"],
    ["Partnerships and communities", "Well-led"],
    ["Learning, improvement and innovation", "Well-led"],
    ["Environmental sustainability", "Well-led"],
  ]
}
