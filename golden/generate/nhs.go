package main

import (
	"cmp"
	"slices"
	"strconv"
)

// This file makes the data of nhs_oversight_framework: the metrics of six trusts
// in two quarters, and a league table of 32 trusts.

const metricsHeader = "Quarter,Region,Trust_type,Trust_subtype,Trust_code,Trust_name,Domain,Sub-domain,Metric_ID,Metric_description,Reporting_date,Units,Value,Median_value,Lower_quartile,Upper_quartile,Rank"

const leagueHeader = "org_code,org_name,trust_type,in_deficit,average_metric_score,adjusted_segment,league_rank,access_score,access_segment,effectiveness_experience_score,effectiveness_experience_segment,patient_safety_score,patient_safety_segment,people_workforce_score,people_workforce_segment,finance_productivity_score,finance_productivity_segment"

// metrics are the rows of scores, as they are published.
var metrics = []struct{ id, domain, title string }{
	{"OF1005", "Access to services", "Percentage of patients waiting over 52 weeks for community services"},
	{"OF1041", "Access to services", "Annual change in the number of children and young people accessing NHS-funded MH services"},
	{"OF1035", "Effectiveness and experience", "CQC community mental health survey satisfaction rate"},
	{"OF1057", "Effectiveness and experience", "Urgent Community Response 2-hour performance"},
	{"OF1063", "Effectiveness and experience", "Percentage of inpatients with >60 day length of stay"},
	{"OF1016", "Patient safety", "Percentage of patients in mental health crisis to receive face-to-face contact within 24 hours"},
	{"OF1061", "Patient safety", "NHS Staff survey - raising concerns sub-score"},
	{"OF1082", "People and workforce", "Sickness absence rate"},
	{"OF1084", "People and workforce", "NHS staff survey engagement theme sub-score"},
	{"OF1079", "Finance and productivity", "Planned surplus/deficit"},
	{"OF1081", "Finance and productivity", "Variance year-to-date to financial plan"},
	{"OF1080", "Finance and productivity", "Combined finance"},
	{"OF1086", "Finance and productivity", "Relative difference in costs"},
	{"OF5004", "Summary", "Financial override"},
}

func trusts(d drawn) []file {
	head := header(metricsHeader)
	data := [][]string{head}
	for _, quarter := range []string{"Q1 2025/26", "Q2 2025/26"} {
		for i := range 6 {
			good := d.bell(50)
			for _, m := range metrics {
				cells := map[string]string{
					"Quarter": quarter, "Region": "Example", "Trust_type": "Mental health and community trust", "Trust_subtype": "Example",
					"Trust_code": "X" + decimal(11+i, 0), "Trust_name": name(i) + " NHS Trust", "Domain": m.domain, "Sub-domain": m.domain,
					"Metric_ID": m.id, "Metric_description": m.title, "Reporting_date": quarter, "Units": "score", "Rank": "NA",
				}
				score := min(max(230+good+d.bell(90), 100), 400)
				switch m.id {
				case "OF1035", "OF1079", "OF1080", "OF1081": // scores of whole numbers
					score = (score + 50) / 100 * 100
				case "OF5004":
					cells["Units"], score = "flag", 0
					if i == 2 {
						score = 100
					}
				}
				if cells["Value"] = short(score, 2); i == 4 && m.id == "OF1041" || i == 5 && m.id == "OF5004" && quarter == "Q1 2025/26" {
					continue // not reported
				}
				data = append(data, record(head, cells))
			}
		}
	}
	return []file{{"nhs_oversight_framework/data.csv", data}, {"nhs_oversight_framework/league.csv", league(d)}}
}

// leagueDomains are the domains of the league table with their cut points, in
// thousandths.
var leagueDomains = []struct {
	column string
	cuts   []int
}{
	{"access", []int{1912, 2375, 2900}},
	{"effectiveness_experience", []int{1885, 2205, 2510}},
	{"patient_safety", []int{2105, 2475, 2920}},
	{"people_workforce", []int{1985, 2520, 3060}},
	{"finance_productivity", []int{1720, 2275, 2855}},
}

// league makes a league table. Whether trusts that are not acute are in deficit
// is not published, as in the real file: their segments are left open.
func league(d drawn) [][]string {
	const n, acute = 32, 24
	head := header(leagueHeader)
	rows := make([]map[string]string, n)
	keys := make([][2]int, n) // segment and average
	for i := range rows {
		good := d.bell(28)
		average := 235 + good
		deficit := i%3 == 0
		segment := band(average*10, []int{2120, 2350, 2700})
		rows[i] = map[string]string{"org_code": "X" + decimal(101+i, 0), "org_name": name(i) + " NHS Trust", "trust_type": "acute", "average_metric_score": short(average, 2)}
		if rows[i]["in_deficit"] = "0"; deficit {
			rows[i]["in_deficit"], segment = "1", max(segment, 3)
		}
		for _, dom := range leagueDomains {
			score := min(max(235+good+d.bell(60), 100), 400)
			rows[i][dom.column+"_score"], rows[i][dom.column+"_segment"] = short(score, 2), strconv.Itoa(band(score*10, dom.cuts))
		}
		if keys[i] = [2]int{segment, average}; i >= acute {
			rows[i]["trust_type"], rows[i]["in_deficit"] = "mental_health_community", ""
			continue
		}
		rows[i]["adjusted_segment"] = strconv.Itoa(segment)
	}
	out := [][]string{head}
	for i, r := range rows {
		if i < acute {
			better := 0
			for _, k := range keys[:acute] {
				if slices.CompareFunc(k[:], keys[i][:], cmp.Compare[int]) < 0 {
					better++
				}
			}
			r["league_rank"] = strconv.Itoa(better + 1)
		}
		out = append(out, record(head, r))
	}
	return out
}

// band is the span of a value among cuts, from 1; a value on a cut is below it.
func band(x int, cuts []int) int {
	k := 1
	for _, c := range cuts {
		if x > c {
			k++
		}
	}
	return k
}
