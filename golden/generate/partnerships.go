package main

import "fmt"

// This file makes the data of stp_progress: scores of 44 partnerships, and the
// ratings of the CCGs within them.

// stpIndicators are the measured indicators with their parts of the weight.
var stpIndicators = []struct {
	name  string
	parts int
}{
	{"ae_4_hours", 5}, {"rtt_18_weeks", 5}, {"special_measures", 5}, {"mrsa", 5}, {"c_difficile", 5}, {"extended_access", 5},
	{"appointment", 5}, {"iapt", 5}, {"early_psychosis", 5}, {"cancer_62_days", 5}, {"cancer_experience", 5}, {"early_diagnosis", 5},
	{"emergency_admissions", 12}, {"emergency_bed_days", 12}, {"delayed_transfers", 12}, {"finance", 12},
}

func partnerships(d drawn) []file {
	head := []string{"stp_code", "stp"}
	for _, x := range stpIndicators {
		head = append(head, x.name)
	}
	head = append(head, "leadership")
	data := [][]string{head}
	within := [][]string{{"ccg_code", "stp_code", "ccg_rating", "residents"}}
	published := [][]string{{"stp_code", "summary", "equal_summary"}}
	ratings := []string{"outstanding", "good", "requires_improvement", "inadequate"}
	ccg := 0
	for i := range 44 {
		cells := map[string]string{"stp_code": code("P", i+1), "stp": name(i + 5)}
		sum, equal := 0, 0
		light, heavy := 20+d.IntN(60), 20+d.IntN(60)
		score := func(parts int) int {
			luck := light
			if parts == 12 {
				luck = heavy
			}
			points := 0
			for range 2 {
				if d.chance(luck) {
					points++
				}
			}
			sum += parts * points
			equal += points
			return points
		}
		for _, x := range stpIndicators {
			cells[x.name] = count(score(x.parts))
		}
		cells["leadership"] = []string{"weak", "mixed", "strong"}[score(12)]
		row := []string{cells["stp_code"], float(float64(sum)/120, 6), float(float64(equal)/17, 6)}
		if i == 17 { // the judgement was not made
			cells["leadership"] = ""
			row[1], row[2] = "", ""
		}
		data = append(data, record(head, cells))
		published = append(published, row)
		side := d.IntN(10)
		for range 1 + d.IntN(6) {
			ccg++
			rating := d.pick(ratings, 1+max(0, 6-2*side), 4, 2, max(0, side-3))
			within = append(within, []string{fmt.Sprintf("G%03d", ccg), cells["stp_code"], rating, count(1000 * (90 + d.IntN(400)))})
		}
	}
	return []file{{"stp_progress/data.csv", data}, {"stp_progress/data_ccg.csv", within}, {"stp_progress/published.csv", published}}
}
