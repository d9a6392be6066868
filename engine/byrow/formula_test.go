package byrow_test

import (
	"math"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine/byrow"
	"github.com/rubric-lang/rubric/rules"
)

type formulas []struct{ text, row, want string }

func (fs formulas) run(t *testing.T) {
	t.Helper()
	for _, f := range fs {
		t.Run(f.text+" / "+f.row, func(t *testing.T) {
			if got := show(run(t, formula(f.text), f.row).Final); got != f.want {
				t.Errorf("got %s, want %s", got, f.want)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	formulas{
		{"a + b", "a=0.7 b=0.1", "0.8"},
		{"a - b * c", "a=1 b=2 c=3", "-5"},
		{"a / b", "a=1 b=3", "0.333333333333333"},
		{"a / b * b == a", "a=1 b=3", "true"},
		{"-a", "a=4", "-4"},
		{"a / b", "a=1 b=0", "!undefined"},
		{"0.63 <= a < 0.88", "a=0.63", "true"},
		{"0.63 <= a < 0.88", "a=0.88", "false"},
		{"abs(a)", "a=-3.5", "3.5"},
		{"clamp(a, 0, 10)", "a=12", "10"},
		{"clamp(a, 0, 10)", "a=-1", "0"},
		{"pow(a, 3)", "a=0.1", "0.001"},
		{"pow(a, -2)", "a=4", "0.0625"},
		{"pow(a, 0)", "a=0", "1"},
		{"pow(a, -1)", "a=0", "!undefined"},
		{"pow(a, 0.5)", "a=2", "1.4142135623731"},
		{"pow(a, 0.5)", "a=-2", "!undefined"},
		{"pow(a, 1025)", "a=1", "!undefined"},
		{"pow(a, 1024)", "a=1", "1"},
		{"pow(a, b)", "a=123456789012345678901 b=1024", "!undefined"},
		{"sqrt(a)", "a=9", "3"},
		{"sqrt(a) * sqrt(a) == a", "a=2", "false"},
		{"sqrt(a)", "a=-1", "!undefined"},
		{"ln(a)", "a=0", "!undefined"},
		{"log10(a)", "a=1000", "3"},
		{"exp(a)", "a=1", "2.71828182845905"},
		{"exp(a)", "a=1000", "!undefined"},
		{"lookup(x, { best = 1, good = 2 })", "x=good", "2"},
		{"lookup(x, { best = 1, good = 2 })", "x=none", "!uncovered"},
		{"lookup(x, { best = a, good = 2 })", "x=best", "!not_reported"},
		{"lookup(x, { best = a, good = 2 })", "x=good", "2"},
		{"lookup(a, { 1 = b, 2.50 = 7 })", "a=2.5", "7"},
		{"x.points", "x=good", "2"},
		{"x.points", "x=none", "!off_ladder"},
		{"x.points", "x=worst", "!uncovered"},
		{"st + 1", "st=4", "5"},
		{"st + 1", "st=unrated", "!off_ladder"},
	}.run(t)
}

func TestAbsenceCarries(t *testing.T) {
	formulas{
		{"a + b", "a=!too_small b=!withheld", "!too_small"},
		{"a + b", "a=1 b=!withheld", "!withheld"},
		{"b * (a + c)", "a=!too_small c=2 b=!withdrawn", "!withdrawn"},
		{"a / b", "a=!too_small b=0", "!too_small"},
		{"a < b", "a=1 b=!suppressed", "!suppressed"},
		{"coalesce(a, b, 3)", "b=2", "2"},
		{"coalesce(a, b, 3)", "", "3"},
		{"coalesce(a, b)", "a=!too_old b=!withheld", "!too_old"},
		{"is_present(a)", "a=1", "true"},
		{"is_present(a)", "", "false"},
		{"absent(a, too_old)", "a=!too_old", "true"},
		{"absent(a, too_old)", "a=!too_small", "false"},
		{"absent(a, too_old)", "a=1", "false"},
		{"absent(a / b, undefined)", "a=1 b=0", "true"},
		{"is_rated(x)", "x=good", "true"},
		{"is_rated(x)", "x=none", "false"},
		{"is_rated(x)", "", "false"},
		{"x == none", "x=none", "true"},
		{"x == none", "x=good", "false"},
		{"x == y", "x=none y=exempt", "false"},
		{"x > good", "x=best", "true"},
		{"x > good", "x=good", "false"},
		{"x >= y", "x=none y=good", "!off_ladder"},
		{"x < y", "x=worst y=good", "true"},
		{"st >= 3", "st=unrated", "!off_ladder"},
		{"w == \"ab\"", "w=ab", "true"},
		{"oneof(x, [best, none])", "x=none", "true"},
		{"oneof(x, [best, none])", "x=good", "false"},
		{"oneof(x, [best, y])", "x=best", "true"},
		{"oneof(x, [best, y])", "x=good", "!not_reported"},
	}.run(t)
}

func TestKleene(t *testing.T) {
	names := []string{"true", "false", "!withheld"}
	and := []string{"true false !withheld", "false false false", "!withheld false !withheld"}
	or := []string{"true true true", "true false !withheld", "true !withheld !withheld"}
	for i, x := range names {
		for j, y := range names {
			row := "p=" + x + " r=" + y
			formulas{
				{"p && r", row, strings.Fields(and[i])[j]},
				{"p || r", row, strings.Fields(or[i])[j]},
			}.run(t)
		}
	}
	formulas{
		{"!p", "p=true", "false"},
		{"!p", "p=!withheld", "!withheld"},
		{"p && r", "p=!too_old r=!withheld", "!too_old"},
		{"p ? a : b", "p=true a=1", "1"},
		{"p ? a : b", "p=false a=1", "!not_reported"},
		{"p ? a : b", "p=!withheld a=2 b=2.0", "2"},
		{"p ? a : b", "p=!withheld a=2 b=3", "!withheld"},
		{"p ? a : b", "p=!withheld", "!withheld"},
		{"p ? (r ? a : b) : (r ? b : a)", "p=true r=false a=1 b=2", "2"},
	}.run(t)
}

func TestDates(t *testing.T) {
	formulas{
		{"days_between(d, e)", "d=2024-02-28 e=2024-03-01", "2"},
		{"months_between(d, e)", "d=2024-01-31 e=2024-02-29", "0"},
		{"months_between(d, e)", "d=2024-01-15 e=2024-03-15", "2"},
		{"months_between(d, e)", "d=2024-03-15 e=2024-01-16", "-1"},
		{"years_between(d, e)", "d=2020-02-29 e=2021-02-28", "0"},
		{"years_between(d, e)", "d=2020-02-29 e=2024-02-29", "4"},
		{"years_between(d, as_of)", "d=2020-01-31", "6"},
		{"d < date(\"2024-01-02\")", "d=2024-01-01", "true"},
		{"max(d, e) == e", "d=2024-01-01 e=2025-01-01", "true"},
		{"days_between(d, e)", "d=2024-01-01", "!not_reported"},
	}.run(t)
}

func TestRounding(t *testing.T) {
	halves := map[string]string{
		"half_up": "3 -3 2 -2 3 -2", "half_even": "2 -2 2 -2 3 -2", "up": "3 -3 3 -3 3 -3",
		"down": "2 -2 2 -2 2 -2", "ceiling": "3 -2 3 -2 3 -2", "floor": "2 -3 2 -3 2 -3",
	}
	for mode, want := range halves {
		fw := load(t, formula("round(a, "+mode+"(0))"))
		for i, a := range []string{"2.5", "-2.5", "2.4", "-2.4", "2.6", "-2.4"} {
			if got := show(runIn(t, fw, "a="+a).Final); got != strings.Fields(want)[i] {
				t.Errorf("%s(0) of %s: got %s", mode, a, got)
			}
		}
	}
	formulas{
		{"round(a, half_up(1))", "a=0.25", "0.3"},
		{"round(a, half_even(1))", "a=0.25", "0.2"},
		{"round(a, half_up(-1))", "a=15", "20"},
		{"round(a, half_even(-1))", "a=25", "20"},
		{"round(a, half_up(-1))", "a=-15", "-20"},
		{"round(a, [half_up(1), half_up(0)])", "a=0.45", "1"},
		{"round(a, half_up(0))", "a=0.45", "0"},
		{"round(a, half_up(0))", "a=!too_small", "!too_small"},
		{"round(a / 3, half_up(4))", "a=2", "0.6667"},
	}.run(t)
	out := run(t, "indicator \"t\" {\n value = a\n round = half_up(0)\n}", "a=1.5")
	if show(out.Unrounded) != "1.5" || show(out.Value) != "2" {
		t.Errorf("stages: %s, %s", show(out.Unrounded), show(out.Value))
	}
}

func TestSnap(t *testing.T) {
	for f, want := range map[float64]string{math.Pi: "3.14159265358979", 1e-20: "0.00000000000000000001", 0: "0", -1.5: "-1.5", 1e20: "100000000000000000000"} {
		if got := rules.Decimal(byrow.Snap(f)); got != want {
			t.Errorf("%v: got %s", f, got)
		}
	}
	if byrow.Snap(math.Inf(1)) != nil || byrow.Snap(math.NaN()) != nil {
		t.Error("infinity has a decimal")
	}
}

func TestFunctions(t *testing.T) {
	fn := "function \"f\" {\n in = { u = number, s = q, v = boolean }\n value = v ? u * s.points + k : min(u, k)\n}\nparameter \"k\" { value = 10 }\n"
	cases{
		{"a=2 x=good p=true", "14"},
		{"a=2 x=good p=false", "2"},
		{"a=2 x=none p=true", "!off_ladder"},
		{"a=2 p=false", "2"},
	}.run(t, fn+formula("f(a, x, p)"))
}

func TestUnknownListIsAFault(t *testing.T) {
	fw := load(t, formula("mean([a, b])"))
	r := compile(t, fw, "2026-01-01").Eval(given("a=1 b=2"))
	call := block(t, fw, "t").Value.(*rules.Call)
	if v := r.Eval(call, nil); show(v) != "1.5" {
		t.Errorf("mean: %s", show(v))
	}
	if v := r.Eval(call.Args[0], nil); v.Absent != byrow.Fault || r.Err() == nil || !strings.Contains(r.Err().Error(), "fault in rubric") {
		t.Errorf("got %s, %v", show(v), r.Err())
	}
}
