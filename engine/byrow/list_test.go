package byrow_test

import (
	"testing"
)

func TestLists(t *testing.T) {
	items := "m[i1]=1 m[i2]=2 m[i3]=6 "
	formulas{
		{"sum(each(item.m))", items, "9"},
		{"mean(each(item.m))", items, "3"},
		{"median(each(item.m))", items, "2"},
		{"median([a, b])", "a=1 b=4", "2.5"},
		{"min(a, b, c)", "a=3 b=1 c=2", "1"},
		{"max(a, b, c)", "a=3 b=!too_small c=!withheld", "!too_small"},
		{"count(each(item.m))", "m[i1]=1", "3"},
		{"count(each(item.m) > 1)", items, "2"},
		{"count(each(item.m) > 1)", "m[i1]=1 m[i2]=!too_old", "!too_old"},
		{"count(present(each(item.m)))", "m[i1]=1", "1"},
		{"mean(present(each(item.m)))", "m[i1]=1 m[i3]=2", "1.5"},
		{"mean(present(each(item.m)))", "", "!empty"},
		{"sum(present(each(item.m)))", "", "0"},
		{"max(present(each(item.m)))", "", "!empty"},
		{"sum(each(item.m))", "m[i1]=1 m[i2]=!too_old m[i3]=!withheld", "!too_old"},
		{"sum([for i in each(item) : m * i.weight if i.on])", items, "5"},
		{"sum([for i in each(item) : m if m > 1])", items, "8"},
		{"sum([for i in each(item) : m if m > 1])", "m[i1]=5 m[i2]=!too_small m[i3]=1", "!too_small"},
		{"weighted_mean(each(item.m), each(item.weight))", items, "3.83333333333333"},
		{"weighted_sum(each(item.m), each(item.weight))", items, "23"},
		{"weighted_mean([a, b], [a, b] - [a, b])", "a=1 b=2", "!undefined"},
		{"weighted_sum(present([a, b]), [a, b])", "b=5", "25"},
		{"weighted_mean([a, b], [a, b])", "a=1 b=2", "1.66666666666667"},
		{"geometric_mean([a, b])", "a=4 b=9", "6"},
		{"geometric_mean([a, b])", "a=4 b=0", "!undefined"},
		{"harmonic_mean([a, b])", "a=1 b=3", "1.5"},
		{"harmonic_mean([a, b])", "a=1 b=0", "!undefined"},
		{"worst([x, y])", "x=good y=best", "good"},
		{"best([x, y])", "x=good y=best", "best"},
		{"worst([x, y])", "x=good y=none", "!off_ladder"},
		{"any([p, r])", "p=true r=!withheld", "true"},
		{"any([p, r])", "p=false r=!withheld", "!withheld"},
		{"all([p, r])", "p=false r=!withheld", "false"},
		{"any(present([p, r]))", "", "false"},
		{"all(present([p, r]))", "", "!empty"},
		{"m[i2] + m[i1]", items, "3"},
		{"sum([for i in each(item) : sum(each(part.pm)) * i.weight])", "pm[p1]=1 pm[p2]=2 pm[p3]=10", "23"},
	}.run(t)
}

func TestAncestors(t *testing.T) {
	fw := load(t, "derive \"share\" {\n for = [row, part]\n value = pm / m * item.weight\n}\n"+formula("sum(each(part.share))"))
	row := "pm[p1]=1 pm[p2]=3 pm[p3]=4 m[i1]=4 m[i2]=2"
	if got := show(runIn(t, fw, row).Final); got != "5" {
		t.Errorf("got %s", got)
	}
}

func TestOpenMembers(t *testing.T) {
	text := "entity \"visit\" {\n key = \"v\"\n within = row\n}\nentity \"note\" {\n key = \"n\"\n within = visit\n}\n" +
		"input \"len\" {\n for = [row, note]\n type = number\n}\n" +
		"derive \"total\" {\n for = [row, visit]\n value = sum(each(note.len))\n}\n" + formula("max(each(visit.total))")
	cases{
		{"#visit=2 #note=3 ^note0=0 ^note1=1 ^note2=1 len[0]=5 len[1]=3 len[2]=4", "7"},
		{"#visit=1 #note=0", "0"},
		{"#visit=0", "!empty"},
	}.run(t, text)
}

func TestSelfReferenceByMember(t *testing.T) {
	text := "derive \"s\" {\n for = [row, item]\n case \"first\" {\n when = item == i1\n value = m\n }\n case \"second\" {\n when = item == i2\n value = s[i1] + m\n }\n case \"third\" {\n when = item == i3\n value = s[i1] + m\n }\n}\n" + formula("sum(each(item.s))")
	cases{{"m[i1]=1 m[i2]=2 m[i3]=3", "8"}}.run(t, text)
}

func sentence(s string) string {
	return "rating \"t\" {\n scale = q\n of = [x, y, z]\n rule \"good\" { requires = \"" + s + "\" }\n rule \"worst\" { requires = \"otherwise\" }\n}\n"
}

var sentences = []struct{ text, row, want string }{
	{"2 or more are good", "x=good y=good", "good"},
	{"2 or more are good", "x=good y=best", "!undecided"},
	{"2 or more are good", "x=best y=best", "worst"},
	{"2 or more are good", "x=good y=best z=!not_applicable", "worst"},
	{"at most 1 are good", "x=best y=best", "good"},
	{"at most 1 are good", "x=good y=best", "!undecided"},
	{"at most 1 are good", "x=good y=good", "worst"},
	{"exactly 1 are good", "x=good y=best z=none", "good"},
	{"exactly 1 are good", "x=good y=best", "!undecided"},
	{"exactly 1 are good", "x=good y=good", "worst"},
	{"more than 1 are good", "x=good y=good", "good"},
	{"fewer than 1 are good", "x=best y=best", "!undecided"},
	{"fewer than 1 are good", "x=good", "worst"},
	{"1 to 2 are good", "x=good y=best z=best", "good"},
	{"1 to 2 are good", "x=good y=best", "good"},
	{"1 to 2 are good", "x=good y=good", "!undecided"},
	{"all are good or better", "x=good y=best z=good", "good"},
	{"all are good or better", "x=good y=best", "!undecided"},
	{"all are good or better", "x=poor y=best", "worst"},
	{"all are good or better", "x=good y=good z=none", "!undecided"},
	{"all of the rated are good or better", "x=good z=none", "good"},
	{"all of the rated are good or better", "", "!undecided"},
	{"none are good", "x=best y=poor z=none", "good"},
	{"none are good", "x=best y=poor", "!undecided"},
	{"all but at most 1 are good", "x=good y=good z=poor", "good"},
	{"all but exactly 1 are good", "x=good y=good z=good", "worst"},
	{"50% or more are good", "x=good y=poor z=!not_applicable", "good"},
	{"50% or more are good", "x=good y=poor z=poor", "worst"},
	{"half or more are good", "x=good y=good", "good"},
	{"more than half are good", "x=good y=poor z=!not_applicable", "worst"},
	{"1 or more are best and the rest are good", "x=best y=good z=good", "good"},
	{"1 or more are best and the rest are good", "x=best y=best z=best", "good"},
	{"1 or more are best and the rest are good", "x=best y=good z=poor", "worst"},
	{"1 or more are best and the rest are good", "x=best y=good", "!undecided"},
	{"1 or more are best and the rest are good", "x=!not_applicable y=!not_applicable z=!not_applicable", "worst"},
	{"none are worst and the rest are good", "x=!not_applicable y=!not_applicable z=!not_applicable", "good"},
	{"2 or more are not good", "x=best y=none", "good"},
	{"2 or more are rated", "x=best y=none", "worst"},
	{"2 or more are best or good", "x=best y=good", "good"},
	{"x is good or better", "x=best", "good"},
	{"1 or more are worst, or 2 or more are poor", "x=poor z=poor", "good"},
}

func TestSentences(t *testing.T) {
	for _, c := range sentences {
		if got := show(run(t, sentence(c.text), c.row).Final); got != c.want {
			t.Errorf("%s with %s: got %s, want %s", c.text, c.row, got, c.want)
		}
	}
}

func TestPerParameter(t *testing.T) {
	text := "parameter \"enough\" { per = { \"1 to 2\" = 1, \"3 or more\" = 2 } }\n"
	cases{
		{"x=good y=best z=best", "worst"},
		{"x=good y=good z=best", "good"},
		{"x=good y=best z=none", "good"},
		{"x=good y=best", "good"},
		{"x=none y=none z=none", "!undecided"},
	}.run(t, text+sentence("enough or more are good"))
	cases{{"a=2", "1"}, {"a=7", "2"}, {"a=0", "!uncovered"}, {"a=!too_old", "!too_old"}}.run(t, text+formula("enough(a)"))
}

func TestCountReasons(t *testing.T) {
	fw := load(t, "derive \"t\" { value = 1 }\n"+"rating \"g\" {\n scale = q\n of = [x, y]\n rule \"good\" { requires = \"all are good\" }\n rule \"best\" { requires = \"1 or more are best\" }\n rule \"worst\" { requires = \"50% or more are worst\" }\n}\n")
	r := compile(t, fw, "2026-01-01").Eval(given("x=!not_applicable y=!not_applicable"))
	for i, want := range []string{"!empty", "false", "!empty"} {
		if got := show(r.Eval(block(t, fw, "g").Rules[i].Cond, nil)); got != want {
			t.Errorf("rule %d: got %s, want %s", i, got, want)
		}
	}
}
