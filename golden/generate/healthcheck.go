package main

// This file makes the data of annual_health_check: what trusts declared, what
// inspections found, results of targets, and the scores of auditors.

var healthTargets = []string{"ae_four_hours", "cancelled_operations", "cancer_two_weeks", "cancer_62_days", "delayed_transfers", "inpatient_waits", "outpatient_waits", "thrombolysis"}

var healthThemes = []string{"reporting", "management", "standing", "control", "value_for_money"}

func healthChecks(d drawn) []file {
	head := []string{"trust_code", "trust", "foundation_trust"}
	for i := range 24 {
		head = append(head, "C"+count(i+1))
	}
	for i := range 24 {
		head = append(head, "C"+count(i+1)+" inspected")
	}
	head = append(head, healthTargets...)
	head = append(head, "new_targets", "broke_even")
	head = append(head, healthThemes...)
	head = append(head, "risk_rating")
	data := [][]string{head}
	published := [][]string{{"trust_code", "unmet_standards", "lowered", "existing_points", "theme_result.standing"}}
	for i := range 44 {
		cells := map[string]string{"trust_code": code("H", i+1), "trust": name(i + 3), "foundation_trust": yes(d.chance(25))}
		unmet, lowered := healthStandards(d, cells, i)
		points := healthPoints(d, cells, i)
		cells["new_targets"] = d.pick([]string{"excellent", "good", "fair", "weak"}, 8, 5, 3, 1)
		standing := healthMoney(d, cells, i)
		data = append(data, record(head, cells))
		published = append(published, []string{cells["trust_code"], unmet, count(lowered), points, standing})
	}
	review := [][]string{
		header("trust_code,block,member,level,by,reason"), header("H20,finding,C6,met,Independent review,Invented for illustration"),
		header("H22,audited,,fair,Healthcare Commission,Invented for illustration: a rating that was published"),
	}
	return []file{{"annual_health_check/data.csv", data}, {"annual_health_check/published.csv", published}, {"annual_health_check/overrides.csv", review}}
}

// healthStandards draws what was declared, and for a quarter of the trusts what
// was found.
func healthStandards(d drawn, cells map[string]string, i int) (unmet string, lowered int) {
	luck := []int{0, 0, 2, 4, 10, 25, 45}[d.IntN(7)]
	inspect := d.chance(25)
	n := 0
	for k := range 24 {
		s := "C" + count(k+1)
		declared := d.pick([]string{"met", "not_met"}, 100-luck, luck)
		switch {
		case i == 2 && s == "C19": // only the standard that a target overlaps
			declared = "not_met"
		case i == 2:
			declared = "met"
		}
		finding := declared
		if inspect && d.chance(30) {
			if declared == "met" && d.chance(12) {
				finding = "not_met"
				lowered++
			}
			cells[s+" inspected"] = finding
		}
		if i == 9 && s == "C4" {
			declared, finding = "", ""
		}
		cells[s] = declared
		if finding == "not_met" && s != "C19" {
			n++
		}
	}
	if i == 9 {
		return "", lowered
	}
	return count(n), lowered
}

// healthPoints draws the existing targets and gives their mean, in hundredths.
func healthPoints(d drawn, cells map[string]string, i int) string {
	luck, points, n := d.IntN(60), 0, 0
	if i%4 == 0 || i == 2 {
		luck = 0
	}
	for _, t := range healthTargets {
		if d.chance(8) {
			cells[t] = "n/a"
			continue
		}
		n++
		switch at := d.IntN(100); {
		case at < luck/3:
			cells[t] = "failed"
		case at < luck:
			cells[t] = "underachieved"
			points += 2
		default:
			cells[t] = "achieved"
			points += 3
		}
	}
	return decimal((200*points+n)/(2*n), 2) // halves up
}

// healthMoney draws the auditors' scores or Monitor's rating, and gives the score
// of financial standing.
func healthMoney(d drawn, cells map[string]string, i int) string {
	if cells["foundation_trust"] == "yes" {
		cells["risk_rating"] = count(1 + d.IntN(5))
		if i == 10 {
			cells["risk_rating"] = "5"
		}
		return ""
	}
	cells["broke_even"] = yes(!d.chance(30))
	level := 2 + d.IntN(3)
	for _, t := range healthThemes {
		cells[t] = count(min(max(level+d.bell(1), 1), 4))
	}
	if i == 14 {
		cells["value_for_money"] = ""
	}
	if cells["broke_even"] == "no" {
		return "1"
	}
	return cells["standing"]
}
