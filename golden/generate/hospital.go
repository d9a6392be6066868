package main

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// This file makes the data of cms_hospital: 200 hospitals with up to 49 measures,
// and the stars that follow.

const hospitalHeader = "PROVIDER_ID,COMP_HIP_KNEE,EDAC_30_AMI,EDAC_30_HF,EDAC_30_PN,ED_2B,HAI_1,HAI_2,HAI_3,HAI_4,HAI_5,HAI_6,H_COMP_1_STAR_RATING,H_COMP_2_STAR_RATING,H_COMP_3_STAR_RATING,H_COMP_5_STAR_RATING,H_COMP_6_STAR_RATING,H_COMP_7_STAR_RATING,H_GLOB_STAR_RATING,H_INDI_STAR_RATING,IMM_3,MORT_30_AMI,MORT_30_CABG,MORT_30_COPD,MORT_30_HF,MORT_30_PN,MORT_30_STK,OP_10,OP_13,OP_18B,OP_2,OP_22,OP_23,OP_29,OP_30,OP_32,OP_33,OP_35_ADM,OP_35_ED,OP_36,OP_3B,OP_8,PC_01,PSI_04,PSI_90,READM_30_CABG,READM_30_COPD,READM_30_HIP_KNEE,READM_30_HOSP_WIDE,SEP_1"

// look is how the results of measures look: by the beginning of their names, the
// mean, the spread, how many decimals they have and what lies between them.
var look = []struct {
	begins           string
	mean, sd, places int
	lowest, highest  int
}{
	{"H_", 35, 9, 1, 10, 50}, // stars: whole ones, and halves for two of them
	{"HAI", 800, 450, 3, 0, 5000},
	{"EDAC", 50, 180, 1, -900, 900},
	{"MORT", 130, 16, 3, 20, 300},
	{"READM", 160, 12, 3, 30, 300},
	{"PSI_04", 16500, 1800, 2, 9000, 25000},
	{"PSI_90", 100, 16, 2, 50, 250},
	{"COMP", 25, 5, 3, 10, 60},
	{"ED_2B", 100, 45, 0, 5, 500},
	{"OP_18B", 150, 40, 0, 50, 400},
	{"OP_3B", 60, 20, 0, 20, 200},
	{"OP_32", 155, 12, 1, 100, 220},
	{"OP_35_ADM", 120, 10, 1, 80, 180},
	{"OP_35_ED", 58, 6, 1, 30, 100},
	{"OP_36", 100, 12, 2, 50, 200},
	{"", 60, 15, 2, 0, 100}, // shares
}

func hospitals(d drawn) []file {
	const n = 200
	head := header(hospitalHeader)
	measures := head[1:]
	data := [][]string{head}
	values := make([][]float64, len(measures)) // NaN: not reported
	for i := range n {
		// Hospitals with everything, those without some groups, and small ones.
		kind, good := 0, d.bell(100)
		if i >= 140 {
			kind = 1 + (i-140)/10
		}
		row := []string{decimal(101+i, 0)}
		row[0] = strings.Repeat("0", 6-len(row[0])) + row[0]
		for k, m := range measures {
			cell := d.result(m, good)
			if !reports(m, kind) || !d.chance(92) || m == "OP_2" && i%9 > 0 {
				cell = ""
			}
			x := math.NaN()
			if cell != "" {
				x, _ = strconv.ParseFloat(cell, 64)
			}
			row, values[k] = append(row, cell), append(values[k], x)
		}
		data = append(data, row)
	}
	published := [][]string{{"PROVIDER_ID", "overall", "summary_score"}}
	star, summary := rate(measures, values)
	for i := range n {
		published = append(published, []string{data[i+1][0], star[i], float(summary[i], 9)})
	}
	return []file{{"cms_hospital/data.csv", data}, {"cms_hospital/published.csv", published}}
}

// result draws a result of a hospital that is so good.
func (d drawn) result(measure string, good int) string {
	for _, l := range look {
		if !strings.HasPrefix(measure, l.begins) {
			continue
		}
		x := l.mean + sign(measure)*good*l.sd/160 + d.bell(l.sd)*4/5
		x = min(max(x, l.lowest), l.highest)
		if l.begins == "H_" {
			unit := 10
			if measure == "H_GLOB_STAR_RATING" || measure == "H_INDI_STAR_RATING" {
				unit = 5
			}
			x = (x + unit/2) / unit * unit
		}
		return short(x, l.places)
	}
	return ""
}

// reports says whether hospitals of a kind report a measure.
func reports(measure string, kind int) bool {
	switch kind {
	case 1: // no surveys
		return groupOf(measure) != "patient_experience"
	case 2: // no surveys, little safety
		return groupOf(measure) != "patient_experience" && (groupOf(measure) != "safety" || measure == "HAI_6")
	case 3: // neither mortality nor safety enough
		return groupOf(measure) != "mortality" && (groupOf(measure) != "safety" || measure == "HAI_2")
	case 4, 5: // small
		return slices.Contains([]string{"MORT_30_PN", "MORT_30_HF", "MORT_30_COPD", "READM_30_COPD", "READM_30_HOSP_WIDE", "EDAC_30_HF", "EDAC_30_PN", "IMM_3", "OP_18B", "OP_22", "ED_2B"}, measure)
	case 6: // a handful
		return slices.Contains([]string{"IMM_3", "OP_18B", "READM_30_HOSP_WIDE"}, measure)
	}
	return true
}

// groups are the groups with their weights.
var groups = []struct {
	name   string
	weight float64
}{{"mortality", 0.22}, {"safety", 0.22}, {"readmission", 0.22}, {"patient_experience", 0.22}, {"process", 0.12}}

// groupOf is the group of a measure.
func groupOf(measure string) string {
	switch {
	case strings.HasPrefix(measure, "MORT"), measure == "PSI_04":
		return "mortality"
	case strings.HasPrefix(measure, "HAI"), measure == "PSI_90", strings.HasPrefix(measure, "COMP"):
		return "safety"
	case strings.HasPrefix(measure, "READM"), strings.HasPrefix(measure, "EDAC"), strings.HasPrefix(measure, "OP_35"), measure == "OP_32", measure == "OP_36":
		return "readmission"
	case strings.HasPrefix(measure, "H_"):
		return "patient_experience"
	}
	return "process"
}

// sign is 1 where more is better.
func sign(measure string) int {
	if groupOf(measure) == "patient_experience" || slices.Contains([]string{"IMM_3", "OP_2", "OP_23", "OP_29", "OP_30", "OP_33", "SEP_1"}, measure) {
		return 1
	}
	return -1
}

// rate gives stars and summary scores from the values of each measure.
func rate(measures []string, values [][]float64) ([]string, []float64) {
	n := len(values[0])
	sums, weights := make([]float64, n), make([]float64, n)
	full, outcome := make([]int, n), make([]int, n)
	for _, g := range groups {
		means, count := make([]float64, n), make([]int, n)
		for k, m := range measures {
			z, there := standard(values[k])
			if groupOf(m) != g.name || there <= 100 {
				continue
			}
			for i := range n {
				if !math.IsNaN(z[i]) {
					means[i] += float64(sign(m)) * z[i]
					count[i]++
				}
			}
		}
		for i := range n {
			means[i] /= float64(count[i]) // NaN for none
		}
		z, _ := standard(means)
		for i := range n {
			if count[i] > 0 {
				sums[i] += g.weight * z[i]
				weights[i] += g.weight
			}
			if count[i] >= 3 {
				full[i]++
				if g.name == "mortality" || g.name == "safety" {
					outcome[i]++
				}
			}
		}
	}
	star := make([]string, n)
	for i := range sums {
		sums[i] /= weights[i]
		star[i] = "not_eligible"
	}
	for peers := 3; peers <= 5; peers++ {
		var scores []float64
		for i := range n {
			if full[i] == peers && outcome[i] > 0 {
				scores = append(scores, sums[i])
			}
		}
		centres := clusters(scores)
		for i := range n {
			if full[i] == peers && outcome[i] > 0 {
				star[i] = strconv.Itoa(nearest(centres, sums[i]) + 1)
			}
		}
	}
	return star, sums
}

// standard sets values among those that are there, and counts them.
func standard(values []float64) ([]float64, int) {
	n, sum, squares := 0, 0.0, 0.0
	for _, x := range values {
		if !math.IsNaN(x) {
			sum += x
			n++
		}
	}
	mean := sum / float64(n)
	for _, x := range values {
		if !math.IsNaN(x) {
			squares += (x - mean) * (x - mean)
		}
	}
	sd := math.Sqrt(squares / float64(n-1))
	out := make([]float64, len(values))
	for i, x := range values {
		out[i] = (x - mean) / sd
	}
	return out, n
}

// clusters finds five centres: k-means from the medians of fifths, then again
// while values further than 1 from every centre move none.
func clusters(scores []float64) []float64 {
	slices.Sort(scores)
	n := len(scores)
	var centres []float64
	lo := 0
	for fifth := 1; fifth <= 5; fifth++ {
		hi := (n*fifth + 4) / 5 // up to the value at that share, which no other value equals
		bin := scores[lo:hi]
		centres = append(centres, (bin[(len(bin)-1)/2]+bin[len(bin)/2])/2)
		lo = hi
	}
	for _, reach := range []float64{math.Inf(1), 1} {
		for moved := true; moved; {
			moved = false
			sums, count := make([]float64, 5), make([]float64, 5)
			for _, x := range scores {
				if c := nearest(centres, x); math.Abs(x-centres[c]) <= reach {
					sums[c] += x
					count[c]++
				}
			}
			for c := range centres {
				next := sums[c] / count[c]
				moved = moved || math.Abs(next-centres[c]) > 1e-12
				centres[c] = next
			}
		}
	}
	return centres
}

// nearest is the nearest centre, the lower of two.
func nearest(centres []float64, x float64) int {
	best := 0
	for c := range centres {
		if math.Abs(x-centres[c]) < math.Abs(x-centres[best]) {
			best = c
		}
	}
	return best
}
