package main

import (
	"fmt"
	"slices"
	"strconv"
)

// This file makes the data of svi_us: 120 counties with sixteen percentages, and
// the ranks, sums and flags that follow, in whole ten-thousandths.

const sviHeader = "ST_ABBR,STATE,COUNTY,FIPS,E_TOTPOP,EP_POV150,EP_UNEMP,EP_HBURD,EP_NOHSDP,EP_UNINSUR,EP_AGE65,EP_AGE17,EP_DISABL,EP_SNGPNT,EP_LIMENG,EP_MINRTY,EP_MUNIT,EP_MOBILE,EP_CROWD,EP_NOVEH,EP_GROUPQ,EPL_POV150,EPL_UNEMP,EPL_HBURD,EPL_NOHSDP,EPL_UNINSUR,SPL_THEME1,RPL_THEME1,EPL_AGE65,EPL_AGE17,EPL_DISABL,EPL_SNGPNT,EPL_LIMENG,SPL_THEME2,RPL_THEME2,EPL_MINRTY,SPL_THEME3,RPL_THEME3,EPL_MUNIT,EPL_MOBILE,EPL_CROWD,EPL_NOVEH,EPL_GROUPQ,SPL_THEME4,RPL_THEME4,SPL_THEMES,RPL_THEMES,F_POV150,F_UNEMP,F_HBURD,F_NOHSDP,F_UNINSUR,F_AGE65,F_AGE17,F_DISABL,F_SNGPNT,F_LIMENG,F_MINRTY,F_MUNIT,F_MOBILE,F_CROWD,F_NOVEH,F_GROUPQ,F_THEME1,F_THEME2,F_THEME3,F_THEME4,F_TOTAL"

// themes are the variables of each theme with a mean and a spread, in tenths of
// a percent.
var themes = [][]struct {
	name     string
	mean, sd int
}{
	{{"POV150", 240, 80}, {"UNEMP", 50, 20}, {"HBURD", 230, 50}, {"NOHSDP", 120, 60}, {"UNINSUR", 90, 40}},
	{{"AGE65", 190, 40}, {"AGE17", 220, 30}, {"DISABL", 160, 40}, {"SNGPNT", 60, 20}, {"LIMENG", 16, 20}},
	{{"MINRTY", 240, 180}},
	{{"MUNIT", 45, 40}, {"MOBILE", 120, 80}, {"CROWD", 23, 15}, {"NOVEH", 60, 30}, {"GROUPQ", 35, 40}},
}

func counties(d drawn) []file {
	const n = 120
	rows := make([]map[string]string, n)
	poor := make([]int, n)
	for i := range rows {
		state := i / 40
		rows[i] = map[string]string{
			"ST_ABBR": []string{"NL", "ML", "SL"}[state], "STATE": []string{"Northland", "Midland", "Southland"}[state],
			"COUNTY": name(i) + " County", "FIPS": fmt.Sprintf("00%d%02d", state+1, i%40*2+1),
			"E_TOTPOP": strconv.Itoa(900 + d.IntN(90000)),
		}
		poor[i] = d.bell(100)
	}
	total, flags := make([]int, n), make([]int, n)
	for t, vars := range themes {
		theme, sum, flagged := strconv.Itoa(t+1), make([]int, n), make([]int, n)
		for _, v := range vars {
			value := make([]int, n)
			for i := range value {
				value[i] = min(max(v.mean+(poor[i]*v.sd/100+d.bell(v.sd))*7/10, 0), 1000)
				if rows[i]["EP_"+v.name] = decimal(value[i], 1); v.name == "HBURD" && i == 77 {
					value[i], rows[i]["EP_HBURD"] = missing, "-999"
				}
			}
			for i, r := range places(value) {
				add(sum, i, r)
				rows[i]["EPL_"+v.name], rows[i]["F_"+v.name] = written(r), flagOf(r)
				if r >= 9000 {
					flagged[i]++
				}
			}
		}
		for i, r := range places(sum) {
			add(total, i, sum[i])
			flags[i] += flagged[i]
			rows[i]["SPL_THEME"+theme], rows[i]["RPL_THEME"+theme] = written(sum[i]), written(r)
			if rows[i]["F_THEME"+theme] = strconv.Itoa(flagged[i]); r == missing {
				rows[i]["F_THEME"+theme] = ""
			}
		}
	}
	for i, r := range places(total) {
		rows[i]["SPL_THEMES"], rows[i]["RPL_THEMES"] = written(total[i]), written(r)
		if rows[i]["F_TOTAL"] = strconv.Itoa(flags[i]); r == missing {
			rows[i]["F_TOTAL"] = ""
		}
	}
	head := header(sviHeader)
	data, published := [][]string{head}, [][]string{{"FIPS", "overall", "total", "flags"}}
	for _, r := range rows {
		data = append(data, record(head, r))
		published = append(published, []string{r["FIPS"], r["RPL_THEMES"], r["SPL_THEMES"], r["F_TOTAL"]})
	}
	return []file{{"svi_us/data.csv", data}, {"svi_us/published.csv", published}}
}

// missing stands for no value.
const missing = -1

// places are percentile ranks in ten-thousandths, halves up: how many values are
// smaller, of one less than there are.
func places(values []int) []int {
	var there []int
	for _, v := range values {
		if v != missing {
			there = append(there, v)
		}
	}
	slices.Sort(there)
	of := len(there) - 1
	out := make([]int, len(values))
	for i, v := range values {
		if out[i] = missing; v != missing {
			below, _ := slices.BinarySearch(there, v)
			out[i] = (2*10000*below + of) / (2 * of)
		}
	}
	return out
}

// add adds to a sum, which is missing if a part of it is.
func add(sum []int, i, n int) {
	if n == missing || sum[i] == missing {
		sum[i] = missing
	} else {
		sum[i] += n
	}
}

func written(n int) string {
	if n == missing {
		return ""
	}
	return short(n, 4)
}

func flagOf(rank int) string {
	switch {
	case rank == missing:
		return ""
	case rank >= 9000:
		return "1"
	}
	return "0"
}
