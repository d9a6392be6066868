package main

import "fmt"

// This file makes the data of ccg_assessment, its final version and the year
// after: domains, and then sixty indicators.

func commissioners(d drawn) []file {
	levels := []string{"outstanding", "good", "requires_improvement", "inadequate"}
	domains := []string{"well_led", "delegated", "finance", "performance", "planning"}
	head := append([]string{"ccg_code", "ccg", "has_delegated_functions", "in_special_measures"}, domains...)
	data := [][]string{head}
	for i := range 60 {
		delegated := d.chance(60)
		cells := map[string]string{"ccg_code": code("C", i+1), "ccg": name(i + 7), "has_delegated_functions": yes(delegated)}
		luck := d.IntN(100)
		bad := 0
		for _, x := range domains {
			l := d.pick(levels, 12, 45, 20, 5+luck/3)
			if i%12 == 4 {
				l = d.pick(levels, 1, 2, 0, 0)
			}
			if i == 40 {
				l = "outstanding" // the only one that the worst of its domains leaves so
			}
			if x == "delegated" && !delegated {
				continue
			}
			if i == 31 && x == "planning" {
				continue // not judged
			}
			if l == "inadequate" {
				bad++
			}
			cells[x] = l
		}
		cells["in_special_measures"] = yes(bad > 2)
		data = append(data, record(head, cells))
	}
	decision := [][]string{{"ccg_code", "block", "level", "by", "reason"}, {"C29", "overall", "good", "NHS England", "Invented for illustration: a rating that was published"}}
	return []file{{"ccg_assessment/data.csv", data}, {"ccg_assessment_final/data.csv", data}, {"ccg_assessment_final/overrides.csv", decision}}
}

// commissioned makes the year after: scores 0 to 2 of sixty indicators, and what
// panels decided of clinical areas.
func commissioned(d drawn) []file {
	head := []string{"ccg_code", "ccg", "in_special_measures", "under_directions"}
	indicators := []string{}
	for i := range 60 {
		indicators = append(indicators, fmt.Sprintf("i%02d", i+1))
	}
	head = append(head, indicators...)
	data := [][]string{head}
	published := [][]string{{"ccg_code", "part_score.finance", "part_score.leadership", "part_score.outcomes", "summary"}}
	decisions := [][]string{{"ccg_code", "block", "member", "level", "by", "reason"}}
	areas := []string{"cancer", "dementia", "diabetes", "learning_disabilities", "maternity", "mental_health"}
	for i := range 40 {
		cells := map[string]string{"ccg_code": code("C", i+1), "ccg": name(i + 7), "in_special_measures": yes(i == 12 || d.chance(4)), "under_directions": yes(i == 12 || i == 20 || d.chance(6))}
		var sum, n [3]int
		luck := d.IntN(50)
		for k, x := range indicators {
			part := 2
			switch {
			case k < 2:
				part = 0
			case k < 4:
				part = 1
			}
			score := []int{2, 1, 0}[min(d.IntN(100)/(18+luck), 2)]
			switch {
			case i == 5 && k < 4:
				score = 0 // red for finance and for leadership
			case i == 6 && k < 2:
				score = 0 // red for finance only
			case part == 2 && d.chance(4), i == 22 && part == 0:
				continue // not reported
			}
			cells[x] = count(score)
			sum[part] += score
			n[part]++
		}
		data = append(data, record(head, cells))
		row, total := []string{cells["ccg_code"]}, 0.0
		for part, weight := range []float64{0.25, 0.25, 0.5} {
			if n[part] == 0 {
				row = append(row, "")
				total = -1000
				continue
			}
			mean := float64(sum[part]) / float64(n[part])
			total += weight * mean
			row = append(row, float(mean, 6))
		}
		summary := ""
		if total >= 0 {
			summary = float(total, 6)
		}
		published = append(published, append(row, summary))
		if i < 6 {
			level := d.pick([]string{"outstanding", "good", "requires_improvement", "inadequate"}, 1, 3, 3, 1)
			if i == 2 {
				level = "inadequate"
			}
			decisions = append(decisions, []string{cells["ccg_code"], "clinical", areas[i], level, "Panel for " + areas[i], "Invented for illustration"})
		}
	}
	return []file{{"ccg_assessment_2017/data.csv", data}, {"ccg_assessment_2017/published.csv", published}, {"ccg_assessment_2017/overrides.csv", decisions}}
}
