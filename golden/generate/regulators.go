package main

import "strconv"

// This file makes the data of regulators: here that of
// cqc_intelligent_monitoring, of essential_standards and of the three frameworks of school inspection.

// regulators makes all files of regulators.
func regulators() []file {
	out := append(services(draw(12)), monitored(draw(13))...)
	out = append(out, standards(draw(14))...)
	return append(out, schools(draw(15))...)
}

// monitored makes twelve trusts with the lines of their indicators. The third
// has few that apply, and is not the riskiest by points but by share.
func monitored(d drawn) []file {
	trusts := [][]string{{"trust_code", "trust_name", "special_measures", "recently_inspected"}}
	lines := [][]string{{"trust_code", "indicator", "applicable", "method", "observed", "expected", "standard_error", "read_flag", "staff_concern"}}
	for i := range 12 {
		code := "Y" + strconv.Itoa(10+i)
		trusts = append(trusts, []string{code, name(i) + " NHS Trust", yes(i == 4), yes(i == 7)})
		worse := d.bell(40)
		for k := range 24 {
			applies := i != 2 && !d.chance(5) || i == 2 && k < 6
			row := []string{code, "T1_" + decimal(k+1, 0), yes(applies), "z_score", "", "", "", "", yes(d.chance(1))}
			switch {
			case k%8 == 6:
				row[3], row[7] = "cusum", "No evidence of risk"
			case k%8 == 7:
				row[3], row[7] = "rule", "No evidence of risk"
			default:
				expected, se := 400+d.IntN(400), 10+d.IntN(20)
				row[4] = decimal(expected+(worse+d.bell(120))*se/100, 1)
				row[5], row[6] = decimal(expected, 1), decimal(se, 1)
			}
			if row[7] != "" && d.chance(10) {
				row[7] = []string{"Risk", "Elevated risk"}[d.IntN(2)]
			}
			lines = append(lines, row)
		}
	}
	return []file{{"cqc_intelligent_monitoring/data_1_trusts.csv", trusts}, {"cqc_intelligent_monitoring/data_2_lines.csv", lines}}
}

// standards makes ten locations with the outcomes that were inspected: those that
// typically were, all of them, or none.
func standards(d drawn) []file {
	codes := []string{"1", "2", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "16", "17", "21"}
	typical := map[string]bool{"1": true, "2": true, "4": true, "7": true, "9": true, "12": true, "14": true, "16": true}
	rows := [][]string{{"location_id", "name", "outcome", "met", "impact"}}
	for i := range 10 {
		for _, code := range codes {
			row := []string{"1-" + strconv.Itoa(300000301+i), name(i+20) + " Court", code, "", ""}
			switch {
			case i == 9, i > 0 && i < 8 && (!typical[code] || d.chance(30)):
			case i > 1 && d.chance(25):
				row[3], row[4] = "no", []string{"Minor", "Moderate", "Major"}[d.IntN(3)]
			default:
				row[3] = "yes"
			}
			rows = append(rows, row)
		}
	}
	return []file{{"essential_standards/data.csv", rows}}
}

// schools are inspected twice: by judgements and by areas. A letter is a grade of
// six judgements (O, G, R, I; a dash where there is none), and then of eight areas
// (x exceptional, s strong, e expected, n needs attention, u urgent).
func schools(d drawn) []file {
	scripted := []struct {
		judgements, areas                  string
		safe, improving, capacity, fixable bool
	}{
		{"OOOOOO", "xxxxxxxx", true, false, true, false},
		{"OOGO--", "sssxse--", true, true, true, false},
		{"OOGO--", "sseese--", true, false, true, false},
		{"GOOOO-", "ssssses-", true, true, true, false},
		{"GGGGG-", "eeeeeee-", true, false, true, false},
		{"GGRG--", "eeneee--", true, true, true, false},
		{"GGRG--", "eeneee--", true, false, true, false},
		{"RGGG--", "eneeee--", true, true, true, false},
		{"RRRRR-", "nnnnnnn-", true, false, true, false},
		{"OOOO--", "ssssss--", false, false, true, true},
		{"GGGG--", "eeeeee--", false, false, false, false},
		{"IRRR--", "nunnnn--", true, false, true, false},
		{"IRRI--", "uunnnn--", true, false, false, false},
		{"GGGI--", "ueeeee--", true, false, true, false},
		{"RRRI--", "unnnnn--", false, false, false, false},
		{"GGGGI-", "eeeeeeu-", true, false, true, true},
	}
	titles := []string{"Quality of education", "Behaviour and attitudes", "Personal development", "Leadership and management", "Early years provision", "Sixth form provision"}
	areas := []string{"leadership", "curriculum", "attendance", "achievement", "development", "inclusion", "early_years", "sixth_form"}
	grades := map[byte]string{'O': "Outstanding", 'G': "Good", 'R': "Requires improvement", 'I': "Inadequate", '-': "n/a"}
	old := [][]string{append(append([]string{"urn", "school"}, titles...), "safeguarding_effective", "leaders_can_improve", "improving")}
	newer := [][]string{old[0][:len(old[0])-1]}
	cards := [][]string{{"urn", "school", "safeguarding_met", "fixable"}}
	cells := [][]string{{"urn", "area", "provided", "urgent", "expected_met", "strong_met", "exceptional_met"}}
	for i, s := range scripted {
		urn := strconv.Itoa(900101 + i)
		title := name(i+40) + " School"
		row := []string{urn, title}
		for k := range titles {
			row = append(row, grades[s.judgements[k]])
		}
		row = append(row, yes(s.safe), yes(s.capacity), yes(s.improving))
		old, newer = append(old, row), append(newer, row[:len(row)-1])
		cards = append(cards, []string{urn, title, yes(s.safe), yes(s.fixable)})
		for k, area := range areas {
			g := s.areas[k]
			if g == '-' {
				cells = append(cells, []string{urn, area, "no", "", "", "", ""})
				continue
			}
			expected := g == 'x' || g == 's' || g == 'e'
			strong := g == 'x' || g == 's' || !expected && d.chance(30) // strong in places does not count before all of expected
			provided := "yes"
			if i == 0 && k < 6 { // what every school has need not be said
				provided = ""
			}
			cells = append(cells, []string{urn, area, provided, yes(g == 'u'), yes(expected), yes(strong), yes(g == 'x')})
		}
	}
	return []file{
		{"ofsted/data.csv", old}, {"ofsted_2024_09/data.csv", newer},
		{"ofsted_report_card/data_1_schools.csv", cards}, {"ofsted_report_card/data_2_areas.csv", cells},
	}
}
