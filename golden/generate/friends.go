package main

import "strconv"

// This file makes the data of friends_and_family: eight wards in the last month
// of the old score and in the third of the new percentages, with both.

var sixAnswers = []string{"Extremely likely", "Likely", "Neither likely nor unlikely", "Unlikely", "Extremely unlikely", "Don't know"}

func friends(d drawn) []file {
	head := append(header("ward,month,setting,eligible"), sixAnswers...)
	data := [][]string{head}
	results := [][]string{header("ward,month,recommend,not_recommend,score,responses")}
	for _, month := range []string{"2014-09-01", "2014-12-01"} {
		for i := range 8 {
			setting, usual := "Inpatient", 27
			if i%3 == 2 {
				setting, usual = "A&E", 10
			}
			eligible := 60 + d.IntN(200)
			answered := eligible * max(usual+d.bell(9), 3) / 100
			switch i {
			case 4:
				eligible, answered = 31, 5 // just enough
			case 5:
				eligible, answered = 40, 4 // just too few
			}
			var n [6]int
			good := 55 + d.bell(15)
			for range answered {
				k := 0
				switch r := d.IntN(100); {
				case r < good:
				case r < good+25:
					k = 1
				default:
					k = 2 + d.IntN(4)
				}
				n[k]++
			}
			cells := map[string]string{"ward": name(i) + " ward", "month": month, "setting": setting, "eligible": strconv.Itoa(eligible)}
			for k, a := range sixAnswers {
				cells[a] = strconv.Itoa(n[k])
			}
			result := []string{cells["ward"], month, "", "", "", strconv.Itoa(answered)}
			switch {
			case i == 7 && month > "2014-10":
				cells["Unlikely"], result[5] = "*", "" // suppressed by whoever published it
			case answered < 5:
			case month > "2014-10":
				result[2], result[3] = strconv.Itoa(half(100*(n[0]+n[1]), answered)), strconv.Itoa(half(100*(n[3]+n[4]), answered))
			default:
				result[4] = strconv.Itoa(half(100*(n[0]-n[2]-n[3]-n[4]), answered-n[5]))
			}
			data, results = append(data, record(head, cells)), append(results, result)
		}
	}
	return []file{{"friends_and_family/data.csv", data}, {"friends_and_family/published.csv", results}}
}

// half divides whole numbers and rounds to the nearest, halves away from zero.
func half(a, b int) int {
	if a < 0 {
		return -half(-a, b)
	}
	return (2*a + b) / (2 * b)
}
