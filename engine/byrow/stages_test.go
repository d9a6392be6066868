package byrow_test

import (
	"slices"
	"testing"

	"github.com/rubric-lang/rubric/rules"
)

func rating(body string) string { return "rating \"t\" {\n scale = q\n" + body + "\n}\n" }

func TestApplies(t *testing.T) {
	body := "indicator \"t\" {\n scale = q\n applies = p\n value = a\n bands {\n levels = { good = \"1 or more\", worst = \"below 1\" }\n }\n limit \"l\" { exactly = none }\n"
	cases{{"p=true a=1", "none"}, {"p=false a=1", "!not_applicable"}, {"p=!too_old a=1", "!too_old"}}.run(t, body+"}\n")
	cases{{"p=false a=1", "exempt"}, {"a=1", "!not_reported"}}.run(t, body+"else = exempt\n}\n")
	out := run(t, body+"else = exempt\n}\n", "p=false a=1")
	if show(out.Value) != "!not_applicable" || show(out.Graded) != "exempt" || show(out.Applies) != "false" {
		t.Errorf("%s %s %s", show(out.Value), show(out.Graded), show(out.Applies))
	}
}

func TestUnpublished(t *testing.T) {
	cases{{"a=1 p=true", "!unpublished"}}.run(t, "indicator \"t\" {\n value = a\n unpublished = \"never\"\n}\n")
	out := run(t, "indicator \"t\" {\n scale = q\n value = a\n bands { unpublished = \"never\" }\n limit \"l\" { exactly = none }\n}\n", "a=1")
	if show(out.Graded) != "!unpublished" || show(out.Final) != "none" || show(out.Value) != "1" {
		t.Errorf("%s %s %s", show(out.Graded), show(out.Final), show(out.Value))
	}
}

func TestCases(t *testing.T) {
	text := "derive \"t\" {\n case \"one\" {\n when = p\n value = a\n }\n case \"two\" {\n when = r\n value = b\n }\n"
	end := "case \"rest\" {\n when = otherwise\n value = c\n }\n}\n"
	cases{
		{"p=true a=1", "1"},
		{"p=false r=true b=2", "2"},
		{"p=false r=false c=3", "3"},
		{"r=true a=2 b=2", "2"},
		{"r=true a=2 b=3", "!undecided"},
		{"r=false a=3 c=3", "3"},
		{"a=3 b=3 c=3", "3"},
		{"a=3 b=3", "!undecided"},
		{"p=true a=!too_old", "!too_old"},
	}.run(t, text+end)
	cases{{"p=false r=false", "!uncovered"}, {"p=false a=1 b=1", "!undecided"}}.run(t, text+"}\n")
	if out := run(t, text+end, "p=false r=true b=2"); out.Case == nil || out.Case.Name != "two" {
		t.Error("the case that decided is not told")
	}
}

func TestBands(t *testing.T) {
	cases{
		{"a=8", "good"}, {"a=7.999", "poor"}, {"a=2", "poor"}, {"a=1.99", "worst"}, {"a=!withheld", "!withheld"},
	}.run(t, "indicator \"t\" {\n scale = q\n value = a\n bands {\n levels = { good = \"8 or more\", poor = \"2 to below 8\", worst = \"below 2\" }\n }\n}\n")
	cases{{"a=1", "!uncovered"}, {"a=3", "good"}}.run(t, "indicator \"t\" {\n scale = q\n value = a\n bands {\n levels = { good = \"2 or more\" }\n }\n}\n")
	cases{{"a=1", "worst"}, {"a=3", "good"}}.run(t, "indicator \"t\" {\n scale = q\n value = a\n bands {\n levels = { good = \"2 or more\", worst = \"otherwise\" }\n }\n}\n")
	cases{{"a=0.4 b=9", "worst"}, {"a=0.5 b=9", "good"}}.run(t, "indicator \"t\" {\n scale = q\n value = a\n round = half_up(0)\n bands {\n levels = { good = \"1 or more\", worst = \"0 or less\" }\n }\n}\n")
	cases{{"a=1 b=9", "good"}}.run(t, "indicator \"t\" {\n scale = q\n value = a\n bands {\n of = b\n levels = { good = \"8 or more\", worst = \"below 8\" }\n }\n}\n")
}

func TestPoints(t *testing.T) {
	points := func(s string) string { return "indicator \"t\" {\n value = a\n points { " + s + " }\n}\n" }
	cases{{"a=335", "0"}, {"a=336", "1"}, {"a=2000", "3"}, {"a=!too_small", "!too_small"}}.run(t, points("above = [335, 670, 1005]"))
	cases{{"a=335", "1"}}.run(t, points("at_least = [335, 670, 1005]"))
	cases{{"a=30", "0"}, {"a=40", "2"}, {"a=99", "10"}}.run(t, points("at_least = { 80 = 10, 40 = 2, 60 = 4 }"))
	cases{{"a=30", "10"}, {"a=40", "4"}, {"a=80", "0"}}.run(t, points("below = { 80 = 1, 40 = 10, 60 = 4 }"))
	cases{{"a=2 b=1", "1"}, {"a=2", "!not_reported"}}.run(t, points("above = [b, 5]"))
	cases{{"a=2", "3"}, {"a=0", "1"}, {"a=9", "!invalid"}}.run(t, "indicator \"t\" {\n scale = stars\n value = a\n points { at_least = { 0 = 1, 1 = 3, 5 = 6 } }\n}\n")
}

func TestInterpolate(t *testing.T) {
	line := func(s string) string {
		return "indicator \"t\" {\n value = a\n interpolate {\n segments = { \"0 to 10\" = \"0 to 50\", \"10 to 20\" = \"60 to 40\", \"25 to 30\" = \"1 to 2\" }\n" + s + "\n }\n}\n"
	}
	cases{{"a=0", "0"}, {"a=4", "20"}, {"a=10", "50"}, {"a=15", "50"}, {"a=22", "!uncovered"}, {"a=-1", "!uncovered"}, {"a=31", "!uncovered"}, {"a=!too_small", "!too_small"}}.run(t, line(""))
	cases{{"a=-1", "0"}, {"a=31", "2.2"}, {"a=22", "!uncovered"}}.run(t, line("below = clamp\nabove = extend"))
	cases{{"a=0", "unrated"}, {"a=11", "3"}, {"a=10.5", "!invalid"}}.run(t, "indicator \"t\" {\n scale = stars\n value = a\n interpolate {\n segments = { \"10 to 12\" = \"2 to 4\" }\n below = unrated\n }\n}\n")
}

func TestRules(t *testing.T) {
	stop := rating("rule \"poor\" { when = p }\n rule \"good\" \"b\" { when = r }\n rule \"poor\" \"c\" { requires = \"otherwise\" }")
	cases{
		{"p=true", "poor"}, {"p=false r=true", "good"}, {"p=false r=false", "poor"},
		{"r=true", "!undecided"}, {"r=false", "poor"}, {"p=false", "!undecided"},
	}.run(t, stop)
	cases{{"p=false", "poor"}}.run(t, rating("undecided = skip\n rule \"good\" { when = r }\n rule \"poor\" { requires = \"otherwise\" }"))
	cases{{"p=false", "good"}}.run(t, rating("rule \"good\" {\n when = r\n undecided = apply\n }\n rule \"poor\" { requires = \"otherwise\" }"))
	cases{{"p=false r=false", "!uncovered"}, {"p=false", "!undecided"}, {"", "!undecided"}}.run(t, rating("rule \"good\" { when = p }\n rule \"good\" \"b\" { when = r }"))
	out := run(t, stop, "r=true")
	if !slices.Equal(out.Possible, []int{2, 1}) || out.Rule != nil {
		t.Errorf("possible: %v", out.Possible)
	}
	if out := run(t, stop, "r=false"); out.Rule == nil || out.Rule.Name != "c" {
		t.Error("the rule that decided is not told")
	}
}

func TestOwnStages(t *testing.T) {
	text := "indicator \"t\" {\n scale = stars\n value = a\n round = half_up(0)\n bands {\n of = a + b\n levels = { 5 = \"9 or more\", 3 = \"below 9\" }\n }\n" +
		" adjust {\n step \"s\" {\n when = t == 5\n move = -1\n }\n }\n limit \"l\" {\n when = t == 4\n at_most = 2\n }\n mark \"*\" { when = t == 2 }\n}\n"
	out := run(t, text, "a=4.5 b=4.5")
	if show(out.Graded) != "5" || show(out.Adjusted) != "4" || show(out.Final) != "2" || len(out.Marks) != 1 {
		t.Errorf("%s %s %s %d", show(out.Graded), show(out.Adjusted), show(out.Final), len(out.Marks))
	}
}

func TestAdjust(t *testing.T) {
	steps := func(s string) string { return rating("value = x\nadjust {\n" + s + "\n}") }
	step := func(name, rest string) string { return "step \"" + name + "\" {\n" + rest + "\n}\n" }
	two := steps(step("up", "when = p\n move = 2") + step("down", "when = r\n move = -1"))
	cases{
		{"x=good p=true r=true", "good"},
		{"x=poor p=true r=true", "good"},
		{"x=worst p=false r=true", "worst"},
		{"x=none p=true r=true", "none"},
		{"x=!too_old p=true r=true", "!too_old"},
		{"x=best r=false", "best"},
		{"x=good r=false", "!undecided"},
		{"x=worst p=false", "worst"},
	}.run(t, two)
	cases{{"x=poor p=false", "poor"}}.run(t, steps(step("s", "when = r\n move = 1\n undecided = skip")))
	cases{{"x=poor", "good"}}.run(t, steps(step("s", "when = r\n move = 1\n undecided = apply")))
	cases{{"x=poor a=1", "good"}, {"x=poor", "!undecided"}, {"x=poor a=0.5", "!invalid"}, {"x=poor a=99", "best"}, {"x=poor a=-99", "worst"}}.run(t, steps(step("s", "when = true\n move = a")))
}

func TestAdjustFrom(t *testing.T) {
	text := "rating \"t\" {\n scale = stars\n adjust {\n from = st\n step \"s\" {\n when = p\n move = 1\n }\n }\n}\n"
	cases{{"st=3 p=true", "4"}, {"st=5", "5"}, {"st=4", "!undecided"}, {"st=unrated", "unrated"}}.run(t, text)
}

func TestLimits(t *testing.T) {
	limits := func(s string) string {
		return "rating \"t\" {\n scale = q\n value = x\n" + s + "\n}\n"
	}
	one := func(name, rest string) string { return "limit \"" + name + "\" {\n" + rest + "\n}\n" }
	most := one("most", "when = p\n at_most = poor")
	cases{
		{"x=best p=true", "poor"}, {"x=worst p=true", "worst"}, {"x=best p=false", "best"},
		{"x=best", "!undecided"}, {"x=poor", "poor"}, {"x=none", "none"}, {"x=none p=true", "none"},
		{"x=!too_old p=true", "!too_old"}, {"x=!too_old", "!too_old"},
	}.run(t, limits(most))
	cases{{"x=best p=true r=true", "poor"}, {"x=worst p=true r=true", "poor"}, {"x=worst p=false r=true", "good"}, {"x=worst p=true", "!undecided"}}.run(t, limits(most+one("least", "when = r\n at_least = good")))
	cases{{"x=best p=true r=true", "worst"}}.run(t, limits(most+one("two", "when = r\n at_most = worst")))
	exact := one("exact", "when = r\n exactly = none")
	cases{{"x=best p=true r=true", "none"}, {"p=true r=true", "none"}, {"x=best p=true r=false", "poor"}, {"p=true", "!undecided"}, {"r=true", "none"}, {"x=none p=true", "none"}}.run(t, limits(most+exact))
	cases{{"x=best p=true r=true", "!undecided"}, {"x=best p=false r=true", "none"}}.run(t, limits(exact+one("other", "when = p\n exactly = worst")))
	cases{{"x=best p=true r=true", "none"}}.run(t, limits(exact+one("other", "when = p\n exactly = none")))
	cases{{"x=best y=poor", "poor"}, {"x=best", "!undecided"}, {"x=worst", "worst"}, {"x=best y=none", "!undecided"}, {"x=none", "none"}}.run(t, limits(one("to", "at_most = y")))
	cases{{"x=best", "best"}, {"x=worst", "!undecided"}}.run(t, limits(one("to", "at_least = y")))
	cases{{"x=best", "best"}, {"x=best y=poor", "poor"}}.run(t, limits(one("to", "at_most = y\n undecided = skip")))
	cases{{"x=best", "poor"}}.run(t, limits(one("to", "when = p\n at_most = poor\n undecided = apply")))
	out := run(t, limits(most+one("two", "when = r\n at_most = good")), "x=best p=true r=true")
	if len(out.Limits) != 1 || out.Limits[0].Name != "most" || show(out.Adjusted) != "best" {
		t.Errorf("limits: %v", out.Limits)
	}
	if out := run(t, limits(most), "x=worst p=true"); len(out.Limits) != 0 {
		t.Error("a limit that changed nothing is told")
	}
}

func TestNumericLevels(t *testing.T) {
	cases{{"a=3", "3"}, {"a=3.0", "3"}, {"a=2.5", "!invalid"}, {"a=!too_old", "!too_old"}}.run(t, "indicator \"t\" {\n scale = stars\n value = a\n}\n")
	cases{{"st=3", "3"}, {"st=unrated", "unrated"}}.run(t, "indicator \"t\" {\n scale = stars\n value = st\n}\n")
}

func TestInputs(t *testing.T) {
	one := func(attrs string) string {
		return "input \"v\" {\n type = number\n" + attrs + "\n}\n" + formula("v")
	}
	cases{{"v=1 p=true", "1"}, {"v=1 p=false", "!not_applicable"}, {"v=1 p=!withheld", "!withheld"}}.run(t, one("applies = p"))
	cases{{"v=1 p=false", "!not_applicable"}, {"p=true", "7"}, {"v=!too_small p=true", "7"}, {"v=1", "7"}}.run(t, one("applies = p\nmissing = 7"))
	cases{{"a=3", "3"}, {"", "!not_reported"}, {"v=!not_applicable a=3", "!not_applicable"}}.run(t, one("missing = a"))
	cases{{"", "10"}}.run(t, one("range = [0, 10]\nbetter = lower\nmissing = worst"))
	cases{{"v=1 d=2025-01-31", "1"}, {"v=1 d=2025-01-30", "!too_old"}, {"v=1", "!not_reported"}, {"v=!withheld d=2020-01-01", "!withheld"}}.run(t, one("dated = d\nvalid_for = \"12 months\""))
	cases{{"v=1 d=2025-01-31", "1"}, {"v=1 d=2025-01-30", "!too_old"}}.run(t, one("dated = d\nnot_before = \"2025-01-31\""))
	cases{{"v=1 d=2020-01-30", "7"}}.run(t, one("dated = d\nnot_before = \"2025-01-31\"\nmissing = 7"))
}

func TestParameters(t *testing.T) {
	text := "parameter \"k\" {\n at \"2024-04-01\" { value = 30 }\n at \"2026-01-31\" { value = 20 }\n at \"2027-01-01\" { unpublished = \"not yet\" }\n}\n" + formula("k")
	fw := load(t, text)
	for day, want := range map[string]string{"2024-03-31": "!not_in_force", "2024-04-01": "30", "2026-01-30": "30", "2026-01-31": "20", "2028-01-01": "!unpublished"} {
		r := compile(t, fw, day).Eval(given(""))
		if got := show(r.Block(block(t, fw, "t"), nil).Final); got != want {
			t.Errorf("on %s: got %s, want %s", day, got, want)
		}
	}
	fw.DatedBy = input(t, fw, "d")
	for row, want := range map[string]string{"d=2024-04-01": "30", "d=2020-01-01": "!not_in_force", "": "!not_reported", "d=!withheld": "!withheld"} {
		r := compile(t, fw, "2026-06-01").Eval(given(row))
		if got := show(r.Block(block(t, fw, "t"), nil).Final); got != want {
			t.Errorf("dated by %s: got %s, want %s", row, got, want)
		}
	}
	cases{{"a=5", "good"}, {"a=1", "worst"}}.run(t, "parameter \"cuts\" { value = { good = \"5 or more\", worst = \"below 5\" } }\nindicator \"t\" {\n scale = q\n value = a\n bands = cuts\n}\n")
	cases{{"", "6"}}.run(t, "parameter \"l\" { value = [1, 2, 3] }\n"+formula("sum(l)"))
	cases{{"", "!unpublished"}}.run(t, "parameter \"u\" { unpublished = \"never\" }\n"+formula("u + 1"))
}

func input(t *testing.T, fw *rules.Framework, name string) *rules.Input {
	t.Helper()
	for _, in := range fw.Inputs {
		if in.Name == name {
			return in
		}
	}
	t.Fatal(name)
	return nil
}

func TestGivenBlocks(t *testing.T) {
	text := "rating \"g\" {\n scale = q\n value = a > 1 ? best : worst\n}\nindicator \"h\" {\n scale = stars\n value = a\n bands {\n levels = { 5 = \"1 or more\", 1 = \"below 1\" }\n }\n}\n"
	cases{{"a=2", "best"}, {"a=2 g=good", "good"}, {"g=!withheld", "!withheld"}}.run(t, text+formula("g"))
	cases{{"a=2", "7"}, {"a=2 h=3", "!not_reported"}}.run(t, text+formula("h.value + 5"))
	cases{{"h=3", "3"}}.run(t, text+formula("h + 0"))
}
