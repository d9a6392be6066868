package engine_test

import (
	"testing"

	"github.com/rubric-lang/rubric/rules"
)

// TestStatistics holds the functions of many values to what spreadsheets and
// textbooks give for 1, 2, 2, 4 and 10; the row is the one that is looked at.
func TestStatistics(t *testing.T) {
	var rows [][]string
	for _, a := range []string{"1", "2", "2", "4", "10"} {
		rows = append(rows, []string{a, "3", "0"})
	}
	const all = "each(row.a)"
	for _, k := range []struct {
		formula string
		row     int
		want    string
	}{
		{"rank(a, " + all + ", ascending, competition)", 1, "2"},
		{"rank(a, " + all + ", ascending, dense)", 3, "3"},
		{"rank(a, " + all + ", ascending, mean)", 1, "2.5"},
		{"rank(a, " + all + ", ascending, last)", 1, "3"},
		{"rank(a, " + all + ", descending, competition)", 1, "3"},
		{"rank(a, " + all + ", descending, dense)", 0, "4"},
		{"rank(a, " + all + ", descending, mean)", 1, "3.5"},
		{"rank(a, " + all + ", descending, last)", 1, "4"},
		{"rank(b, " + all + ", ascending, competition)", 0, "4"},
		{"percentile_rank(a, " + all + ", inclusive)", 3, "0.75"},
		{"percentile_rank(a, " + all + ", exclusive)", 3, "0.666666666666667"},
		{"percentile_rank(a, " + all + ", mid)", 3, "0.7"},
		{"borda(a, " + all + ")", 4, "4"},
		{"variance(" + all + ", sample)", 0, "13.2"},
		{"variance(" + all + ", population)", 0, "10.56"},
		{"sd(" + all + ", sample)", 2, "3.63318042491699"},
		{"quantile(" + all + ", 0.25, type_7)", 0, "2"},
		{"quantile(" + all + ", 0.25, type_6)", 0, "1.5"},
		{"quantile(" + all + ", 0.6, type_1)", 0, "2"},
		{"quantile(" + all + ", 0.6, type_2)", 0, "3"},
		{"quantile(" + all + ", 0.6, type_6)", 0, "3.2"},
		{"quantile(" + all + ", 0.6, type_7)", 0, "2.8"},
		{"quantile(" + all + ", 1.01, type_7)", 0, "undefined"},
		{"skewness(" + all + ")", 0, "1.77864032509997"},
		{"kurtosis(" + all + ")", 0, "3.19214876033058"},
		{"fence_low(" + all + ", 1.5, type_7)", 0, "-1"},
		{"fence_high(" + all + ", 1.5, type_7)", 0, "7"},
		{"z_score(a, " + all + ", sample)", 4, "1.70649383594586"},
		{"min_max(a, " + all + ", 0, 90)", 3, "30"},
		{"goalposts(a, 10, 2, clipped)", 3, "0.75"},
		{"goalposts(a, 10, 2, clipped)", 0, "1"},
		{"goalposts(a, 10, 2, free, 0, 8)", 0, "9"},
		{"distance_to_max(a, " + all + ")", 0, "0"},
		{"distance_to_target(a, " + all + ", 5, capped)", 3, "0.75"},
		{"distance_to_target(a, " + all + ", 5, capped)", 4, "1"},
		{"distance_to_target(a, " + all + ", 5, free)", 4, "2.25"},
		{"fraction_of_max(a, " + all + ")", 3, "0.4"},
		{"generalised_mean(" + all + ", 2)", 0, "5"},
		{"generalised_mean(" + all + ", -1)", 0, "2.12765957446809"},
		{"rank(a, present([for k in each(row) : k.a if a > 100]), ascending, competition)", 0, "1"},
		{"mean([for k in each(row) : k.a if a > 100])", 0, "empty"},
		{"min_max(b, each(row.b))", 0, "undefined"},
		{"z_score(b, each(row.b), population)", 0, "undefined"},
	} {
		p, col := column(t, "derive \"x\" { value = "+k.formula+" }\n", "x", rows)
		got := rules.FloatText(col.Num[k.row])
		if col.Why[k.row] != 0 {
			got = p.Reason(col.Why[k.row]).Name
		}
		if got != k.want {
			t.Errorf("%s for %s: got %s, want %s", k.formula, rows[k.row][0], got, k.want)
		}
	}
}
