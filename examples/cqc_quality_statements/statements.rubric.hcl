# The five key questions and their 34 quality statements. The data names them by
# their titles, or by the code where it spells one in another way.

source "statement_list" {
  title    = "The 34 quality statements"
  url      = "https://managementinpractice.com/practice-intelligence/the-new-cqc-inspection-method-understanding-the-quality-statements/"
  standing = confirmed
  note     = "Numbers of statements by key question: 8, 6, 5, 7, 8."
}

entity "key_question" {
  key     = "keyQuestion"
  source  = statement_list
  columns = ["key_question", "title"]
  rows = [
    ["safe", "Safe"],
    ["effective", "Effective"],
    ["caring", "Caring"],
    ["responsive", "Responsive"],
    ["well_led", "Well-led"],
  ]
}

entity "statement" {
  title   = "Quality statement"
  source  = statement_list
  key     = "qualityStatement"
  within  = key_question
  columns = ["statement", "key_question", "title", "code"]
  rows = [
    ["learning_culture", safe, "Learning culture", null],
    ["safe_systems_pathways_and_transitions", safe, "Safe systems, pathways and transitions", null],
    ["safeguarding", safe, "Safeguarding", null],
    ["involving_people_to_manage_risks", safe, "Involving people to manage risks", null],
    ["safe_environments", safe, "Safe environments", null],
    ["safe_and_effective_staffing", safe, "Safe and effective staffing", null],
    ["infection_prevention_and_control", safe, "Infection prevention and control", null],
    ["medicines_optimisation", safe, "Medicines optimisation", null],
    ["assessing_needs", effective, "Assessing needs", null],
    ["delivering_evidence_based_care_and_treatment", effective, "Delivering evidence-based care and treatment", null],
    ["how_staff_teams_and_services_work_together", effective, "How staff, teams and services work together", null],
    ["supporting_people_to_live_healthier_lives", effective, "Supporting people to live healthier lives", null],
    ["monitoring_and_improving_outcomes", effective, "Monitoring and improving outcomes", null],
    ["consent_to_care_and_treatment", effective, "Consent to care and treatment", null],
    ["kindness_compassion_and_dignity", caring, "Kindness, compassion and dignity", null],
    ["treating_people_as_individuals", caring, "Treating people as individuals", null],
    ["independence_choice_and_control", caring, "Independence, choice and control", null],
    ["responding_to_peoples_immediate_needs", caring, "Responding to people’s immediate needs", null],
    ["workforce_wellbeing_and_enablement", caring, "Workforce wellbeing and enablement", null],
    ["person_centred_care", responsive, "Person-centred care", "Person-centred Care"],
    ["care_provision_integration_and_continuity", responsive, "Care provision, integration and continuity", "Care provision, Integration and continuity"],
    ["providing_information", responsive, "Providing information", "Providing Information"],
    ["listening_to_and_involving_people", responsive, "Listening to and involving people", null],
    ["equity_in_access", responsive, "Equity in access", null],
    ["equity_in_experiences_and_outcomes", responsive, "Equity in experiences and outcomes", null],
    ["planning_for_the_future", responsive, "Planning for the future", null],
    ["shared_direction_and_culture", well_led, "Shared direction and culture", null],
    ["capable_compassionate_and_inclusive_leaders", well_led, "Capable, compassionate and inclusive leaders", null],
    ["freedom_to_speak_up", well_led, "Freedom to speak up", null],
    ["workforce_equality_diversity_and_inclusion", well_led, "Workforce equality, diversity and inclusion", null],
    ["governance_management_and_sustainability", well_led, "Governance, management and sustainability", null],
    ["partnerships_and_communities", well_led, "Partnerships and communities", null],
    ["learning_improvement_and_innovation", well_led, "Learning, improvement and innovation", null],
    ["environmental_sustainability", well_led, "Environmental sustainability", null],
  ]
}
