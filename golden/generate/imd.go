package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// This file makes the data of imd_england: 200 areas with ranks in seven domains.

const imdHeader = "lsoa21_code,IMD_decile,Income_decile,Employment_decile,Education_decile,Health_decile,Crime_decile,Housing_and_Services_decile,Environment_decile,IMD_rank,Income_rank,Employment_rank,Education_rank,Health_rank,Crime_rank,Housing_and_Services_rank,Environment_rank,IMD_score,Income_score,Employment_score,Education_score,Health_score,Crime_score,Housing_and_Services_score,Environment_score,children_and_young_people_score,children_and_young_people_rank,adult_skills_score,adult_skills_rank,geographical_barriers_score,geographical_barriers_rank,wider_barriers_score,wider_barriers_rank,indoors_score,indoors_rank,outdoors_score,outdoors_rank"

var domains = []struct {
	column string
	weight float64
}{
	{"Income", 0.225}, {"Employment", 0.225}, {"Education", 0.135}, {"Health", 0.135},
	{"Crime", 0.093}, {"Housing_and_Services", 0.093}, {"Environment", 0.093},
}

func areas(d drawn) []file {
	const n = 200
	rows := make([]map[string]string, n)
	poor := make([]int, n) // what the domains have in common
	for i := range rows {
		rows[i] = map[string]string{"lsoa21_code": "X" + fmt.Sprintf("%08d", 1000001+i)}
		poor[i] = d.bell(100)
	}
	score := make([]float64, n)
	for k, dom := range domains {
		value := make([]int, n)
		for i := range value {
			own := 40
			if k >= 5 {
				own = 120 // barriers and environment have little in common with the rest
			}
			value[i] = (poor[i] + d.bell(own)) / 2
		}
		for i, r := range ranks(value) {
			rows[i][dom.column+"_rank"] = strconv.Itoa(r)
			rows[i][dom.column+"_decile"] = strconv.Itoa(tenth(r, n))
			share := float64(n-r+1) / n
			score[i] += dom.weight * -23 * math.Log(1-share*(1-math.Exp(-100.0/23)))
		}
	}
	head := header(imdHeader)
	data, published := [][]string{head}, [][]string{{"lsoa21_code", "overall", "rank", "score"}}
	for i, r := range ranks(score) {
		rows[i]["IMD_rank"], rows[i]["IMD_decile"], rows[i]["IMD_score"] = strconv.Itoa(r), strconv.Itoa(tenth(r, n)), float(score[i], 3)
		data = append(data, record(head, rows[i]))
		published = append(published, []string{rows[i]["lsoa21_code"], rows[i]["IMD_decile"], rows[i]["IMD_rank"], rows[i]["IMD_score"]})
	}
	return []file{{"imd_england/data.csv", data}, {"imd_england/published.csv", published}}
}

// ranks gives 1 to the largest; equal ones share the first of their ranks.
func ranks[T cmp.Ordered](values []T) []int {
	out := make([]int, len(values))
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	slices.Reverse(sorted)
	for i, v := range values {
		out[i] = slices.Index(sorted, v) + 1
	}
	return out
}

// tenth is the tenth of n places that a rank lies in.
func tenth(rank, n int) int { return (10*rank + n - 1) / n }
