package main

import (
	"slices"
	"strconv"
)

// This file makes the data of the four versions of the ratings of the Care
// Quality Commission: the same twenty-three services, as each version would see them.

var keyQuestions = []string{"safe", "effective", "caring", "responsive", "well_led"}

// statements are the quality statements of each key question.
var statements = [][]string{
	{"learning_culture", "safe_systems_pathways_and_transitions", "safeguarding", "involving_people_to_manage_risks", "safe_environments", "safe_and_effective_staffing", "infection_prevention_and_control", "medicines_optimisation"},
	{"assessing_needs", "delivering_evidence_based_care_and_treatment", "how_staff_teams_and_services_work_together", "supporting_people_to_live_healthier_lives", "monitoring_and_improving_outcomes", "consent_to_care_and_treatment"},
	{"kindness_compassion_and_dignity", "treating_people_as_individuals", "independence_choice_and_control", "responding_to_peoples_immediate_needs", "workforce_wellbeing_and_enablement"},
	{"person_centred_care", "care_provision_integration_and_continuity", "providing_information", "listening_to_and_involving_people", "equity_in_access", "equity_in_experiences_and_outcomes", "planning_for_the_future"},
	{"shared_direction_and_culture", "capable_compassionate_and_inclusive_leaders", "freedom_to_speak_up", "workforce_equality_diversity_and_inclusion", "governance_management_and_sustainability", "partnerships_and_communities", "learning_improvement_and_innovation", "environmental_sustainability"},
}

// letters are the ratings in the scripts below; a dash is no rating.
var letters = map[byte]string{'O': "Outstanding", 'G': "Good", 'R': "Requires improvement", 'I': "Inadequate", 'x': "Inspected but not rated", 'n': "Not rated", '-': ""}

// service is one service: what inspectors find for each key question, what was
// rated before, and how many of its statements in a hundred are assessed.
type service struct {
	found, before string
	assessed      int
	cells         map[string]string // further columns of the service
	actions       map[string]string // by key question
	scores        map[string]string // of all evidence of a statement
}

// scripted services show the rules one by one; the rest is drawn.
var scripted = []service{
	{"GGOOG", "GGGGG", 100, nil, nil, nil},
	{"GGGRG", "GGGRG", 100, nil, nil, nil},
	{"RGGGR", "GGGGG", 40, nil, nil, nil},
	{"IGGGG", "RGGGG", 100, nil, nil, nil},
	{"IRGGI", "RRGGR", 60, nil, nil, nil},
	{"GG--O", "GGOOG", 50, map[string]string{"focused": "yes", "inspected_on": "2023-09-20", "comprehensive_on": "2022-11-02", "previous_overall": "Good"}, nil, nil},
	{"GGGGG", "GGGGG", 100, nil, map[string]string{"safe": "requirement_notice"}, nil},
	{"GGGGG", "GGGGG", 100, map[string]string{"sector": "primary_medical"}, map[string]string{"safe": "requirement_notice"}, nil},
	{"GGGGG", "RGGGG", 30, map[string]string{"sector": "primary_medical"}, map[string]string{"safe": "enforcement", "well_led": "enforcement"}, nil},
	{"GGGGG", "GGGGG", 100, map[string]string{"no_registered_manager": "yes"}, nil, nil},
	{"OOOOO", "GGGGG", 20, map[string]string{"new_owner": "yes", "notifications_not_sent": "yes"}, nil, nil},
	{"-----", "IRGGR", 0, map[string]string{"new_owner": "yes"}, nil, nil},
	{"xx---", "xx---", 0, nil, nil, nil},
	{"GGGGO", "OOGGG", 10, map[string]string{"condition_not_met": "yes"}, nil, nil},
	{"GGGGG", "OOOOO", 100, map[string]string{"information_not_returned": "yes"}, nil, nil},
}

// last are services that come after those that are drawn: of the second nobody
// recorded what could be held against it, the third has recorded decisions.
var last = []service{
	{"OOOOO", "GGGGG", 100, map[string]string{"condition_not_met": "yes"}, nil, nil},
	{"GOGGG", "GGIGG", 100, map[string]string{"new_owner": "", "no_registered_manager": "", "condition_not_met": "", "notifications_not_sent": "", "information_not_returned": "", "focused": ""}, nil,
		map[string]string{"safeguarding": "1", "consent_to_care_and_treatment": "2", "providing_information": "R"}},
	{"RGGGR", "RGGGR", 100, nil, nil, nil},
}

func services(d drawn) []file {
	pick := func(s string, n int) string {
		out := make([]byte, n)
		for i := range out {
			out[i] = s[d.IntN(len(s))]
		}
		return string(out)
	}
	all := scripted
	for len(all) < 20 {
		all = append(all, service{pick("OGGGGRRI", 5), pick("OGGGRR", 5), 20 * (1 + d.IntN(5)), nil, nil, nil})
	}
	all = append(all, last...)
	flags := []string{"new_owner", "no_registered_manager", "condition_not_met", "notifications_not_sent", "information_not_returned"}
	dates := []string{"focused", "inspected_on", "comprehensive_on", "previous_overall"}
	common := append([]string{"location_id", "name", "sector"}, flags...)
	oldServices := [][]string{append(append([]string{}, common...), dates...)}
	newServices := [][]string{common}
	draftServices := [][]string{{"location_id", "name", "new_owner"}}
	oldQuestions := [][]string{{"location_id", "keyQuestion", "judged", "existing", "action"}}
	newQuestions := [][]string{{"location_id", "keyQuestion", "existing", "action"}}
	draftQuestions := [][]string{{"location_id", "keyQuestion", "judged", "existing"}}
	evidence := [][]string{{"location_id", "qualityStatement", "People's experience", "Feedback from staff and leaders", "Feedback from partners", "Observation", "Processes", "Outcomes"}}
	scores := [][]string{{"location_id", "qualityStatement", "assessed_score"}}
	for i, s := range all {
		id := "1-" + strconv.Itoa(100000101+i)
		cells := map[string]string{"location_id": id, "name": name(i) + " House", "sector": "adult_social_care", "focused": "no", "inspected_on": "2023-06-15", "comprehensive_on": "2023-06-15"}
		for _, f := range flags {
			cells[f] = "no"
		}
		for k, v := range s.cells {
			cells[k] = v
		}
		oldServices = append(oldServices, record(oldServices[0], cells))
		newServices = append(newServices, record(common, cells))
		draftServices = append(draftServices, record(draftServices[0], cells))
		for q, question := range keyQuestions {
			found, before, action := letters[s.found[q]], letters[s.before[q]], s.actions[question]
			oldQuestions = append(oldQuestions, []string{id, question, found, before, action})
			newQuestions = append(newQuestions, []string{id, question, before, action})
			draftQuestions = append(draftQuestions, []string{id, question, found, before})
			aim := map[byte]int{'O': 4, 'G': 3, 'R': 2, 'I': 1}[s.found[q]]
			for _, statement := range statements[q] {
				if aim == 0 || !d.chance(s.assessed) {
					continue
				}
				row, score := d.evidence(aim)
				if x := s.scores[statement]; x != "" {
					row, score = slices.Repeat([]string{x}, 6), x
				}
				evidence = append(evidence, append([]string{id, statement}, row...))
				scores = append(scores, []string{id, statement, score})
			}
		}
	}
	return append(decided(), []file{
		{"cqc_key_questions/data_1_services.csv", oldServices},
		{"cqc_key_questions/data_2_questions.csv", oldQuestions},
		{"cqc_single_assessment/data_1_services.csv", newServices},
		{"cqc_single_assessment/data_2_questions.csv", newQuestions},
		{"cqc_single_assessment/data_3_statements.csv", evidence},
		{"cqc_single_assessment_2024_12/data_1_services.csv", newServices},
		{"cqc_single_assessment_2024_12/data_2_questions.csv", newQuestions},
		{"cqc_single_assessment_2024_12/data_3_statements.csv", scores},
		{"cqc_draft_2026/data_1_services.csv", draftServices},
		{"cqc_draft_2026/data_2_questions.csv", draftQuestions},
	}...)
}

// decided are the recorded decisions on the last service.
func decided() []file {
	head := header("location_id,member,block,level,by,reason")
	overall := header("1-100000123,,overall,good,Panel,Invented for illustration: two shortfalls without impact on people")
	question := header("1-100000123,safe,assessed,good,Panel,Invented for illustration: put right before the report")
	return []file{
		{"cqc_key_questions/overrides.csv", [][]string{head, question, overall}},
		{"cqc_single_assessment/overrides.csv", [][]string{head, overall}},
		{"cqc_single_assessment_2024_12/overrides.csv", [][]string{head, overall}},
	}
}

// evidence draws the scores of the six categories around an aim, and the score
// of the statement that they make: percent of the maximum, halves up.
func (d drawn) evidence(aim int) (cells []string, score string) {
	sum, n := 0, 0
	for c := range 6 {
		if c == 2 && d.chance(40) || c == 5 && d.chance(60) {
			cells = append(cells, "n/a")
			continue
		}
		e := aim
		if d.chance(20) {
			e = min(max(aim+2*d.IntN(2)-1, 1), 4)
		}
		cells, sum, n = append(cells, strconv.Itoa(e)), sum+e, n+1
	}
	percent := (200*sum + 4*n) / (8 * n) // 100 * sum / (4 * n), halves up
	switch {
	case percent > 87:
		return cells, "4"
	case percent > 62:
		return cells, "3"
	case percent > 38:
		return cells, "2"
	}
	return cells, "1"
}
