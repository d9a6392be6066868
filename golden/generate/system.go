package main

import "strconv"

// This file makes the data of local_system: two systems, five providers, and
// their departments.

func system(d drawn) []file {
	systems := [][]string{{"system"}, {"North"}, {"South"}}
	providers := [][]string{header("provider,system")}
	head := header("provider,department,open,in_time,unharmed,satisfied,inspected,judgement")
	departments := [][]string{head}
	for i := range 5 {
		provider, in := name(i*3)+" Hospital", "North"
		if i > 2 {
			in = "South"
		}
		providers = append(providers, []string{provider, in})
		for k, dep := range []string{"Emergency", "Maternity", "Surgery", "Older people"} {
			good := d.bell(10)
			cells := map[string]string{
				"provider": provider, "department": dep, "open": "true",
				"in_time":   strconv.Itoa(min(max(86+good+d.bell(8), 0), 100)),
				"unharmed":  strconv.Itoa(min(max(96+(good+d.bell(8))/4, 0), 100)),
				"satisfied": strconv.Itoa(min(max(80+good+d.bell(8), 0), 100)),
				"inspected": strconv.Itoa(2023+d.IntN(3)) + "-0" + strconv.Itoa(1+d.IntN(9)) + "-15",
				"judgement": []string{"good", "good", "fair", "outstanding", "poor"}[d.IntN(5)],
			}
			switch 4*i + k {
			case 1: // nobody says whether it is open
				cells["open"] = ""
			case 3, 9: // a small department
				cells["satisfied"] = "*"
			case 6: // figures that nobody sent
				cells["in_time"], cells["unharmed"] = "", ""
			case 10: // never inspected
				cells["inspected"], cells["judgement"] = "", ""
			case 13:
				cells["open"] = "false"
			case 16: // harm in a department that is well liked
				cells["in_time"], cells["unharmed"], cells["satisfied"] = "97", "90", "93"
			}
			if i == 4 && k == 3 { // poor twice, and nobody was harmed
				cells["in_time"], cells["unharmed"], cells["satisfied"] = "64", "97", "55"
			}
			departments = append(departments, record(head, cells))
		}
	}
	return []file{{"local_system/data_1_systems.csv", systems}, {"local_system/data_2_providers.csv", providers}, {"local_system/data_3_departments.csv", departments}}
}
