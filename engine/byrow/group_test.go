package byrow_test

import "testing"

func group(attrs string) string { return "group \"t\" {\n" + attrs + "\n}\n" }

func TestGroups(t *testing.T) {
	const abc = "members = [a, b, c]\n"
	for _, g := range []struct {
		attrs string
		cases cases
	}{
		{abc + "score = mean", cases{{"a=1 b=2 c=6", "3"}, {"a=1 b=2", "!not_reported"}, {"a=1 b=2 c=!not_applicable", "1.5"}}},
		{abc + "score = mean\nmissing = exclude", cases{{"a=1 b=2", "1.5"}, {"", "!empty"}}},
		{abc + "score = sum\nmissing = exclude", cases{{"", "0"}}},
		{abc + "score = 100 * sum(members) / count(members)\nmissing = exclude", cases{{"a=1 b=2", "150"}}},
		{abc + "score = mean\nneed = \"at least 2 of 3\"\nmissing = exclude", cases{{"a=1 b=2", "1.5"}, {"a=1", "!coverage"}, {"a=1 b=!not_applicable c=!not_applicable", "!coverage"}}},
		{abc + "score = mean\nneed = \"60% or more\"\nmissing = exclude", cases{{"a=1 b=2", "1.5"}, {"a=1", "!coverage"}, {"a=1 b=!not_applicable c=!not_applicable", "1"}}},
		{abc + "score = mean\nneed = \"1 or more including b\"\nmissing = exclude", cases{{"b=1", "1"}, {"a=1", "!coverage"}}},
		{"member \"a\" { weight = 3 }\nmember \"b\" {\n weight = 1\n applies = p\n}\nscore = weighted_mean\nmissing = exclude", cases{
			{"a=1 b=5 p=true", "2"}, {"a=1 b=5 p=false", "1"}, {"a=1 b=5", "!not_reported"}, {"a=1 p=true", "1"}, {"b=5 p=true", "5"}}},
		{"member \"a\" { weight = 3 }\nmember \"b\" { weight = 1 }\nscore = weighted_mean\nmissing = exclude\nneed = \"at least 60% of weight\"", cases{
			{"a=1", "1"}, {"b=1", "!coverage"}}},
		{"members = [x, y]\nscale = q\nscore = worst\nmissing = worst", cases{{"x=good", "worst"}, {"x=good y=!not_applicable", "good"}}},
		{"members = [x, y]\nscale = q\nscore = worst\nmissing = best", cases{{"x=good", "good"}, {"", "best"}}},
		{"members = [x, y]\nscale = q\nscore = worst\nmissing = z", cases{{"x=good z=poor", "poor"}, {"x=good", "!not_reported"}}},
		{"members = [st, st2]\nscore = mean\nmissing = exclude", cases{{"st=4 st2=unrated", "!off_ladder"}, {"st=4", "4"}, {"st=4 st2=2", "3"}}},
		{"members = [st, st2]\nscore = mean\nmissing = worst", cases{{"st=4", "2.5"}}},
		{"members = [st, st2]\nscore = mean", cases{{"st=4 st2=unrated", "!off_ladder"}}},
		{"members = [lo, hi]\nscore = sum\nmissing = worst", cases{{"lo=3", "3"}, {"hi=7", "17"}}},
		{"members = [lo, hi]\nscore = sum\nmissing = best", cases{{"lo=3", "13"}, {"hi=7", "7"}}},
		{"members = each(item.m)\nweights = item.weight\nscore = weighted_mean\nmissing = exclude", cases{{"m[i1]=6 m[i2]=3", "4"}}},
		{"members = [p, r]\nscore = count", cases{{"p=true r=false", "1"}, {"p=true", "!not_reported"}}},
	} {
		g.cases.run(t, `input "st2" { type = stars }
input "lo" {
  type   = number
  range  = [0, 10]
  better = lower
}
input "hi" {
  type   = number
  range  = [0, 10]
  better = higher
}
`+group(g.attrs))
	}
}

func TestGroupStages(t *testing.T) {
	weights := "member \"a\" { weight = 3 }\nmember \"b\" { weight = 1 }\n"
	out := run(t, group(weights+"score = weighted_mean\nmissing = exclude"), "a=2")
	if show(out.Weight) != "3" {
		t.Errorf("weight in force: %s", show(out.Weight))
	}
	out = run(t, group("members = [a, b, c]\nscore = min\nmissing = exclude"), "a=2 c=1")
	if show(out.DecidedBy) != "c" || show(out.Weight) != "2" {
		t.Errorf("decided by %s, weight %s", show(out.DecidedBy), show(out.Weight))
	}
	out = run(t, group("members = each(item.m)\nscore = max"), "m[i1]=1 m[i2]=5 m[i3]=5")
	if show(out.DecidedBy) != "i2" {
		t.Errorf("decided by %s", show(out.DecidedBy))
	}
}

func TestMembersThatRulesRead(t *testing.T) {
	rating := func(missing string) string {
		return "rating \"t\" {\n scale = q\n of = [x, y, z]\n " + missing + "\n rule \"worst\" { requires = \"2 or more are worst\" }\n rule \"poor\" { when = count(members == worst) == 1 }\n rule \"good\" { requires = \"otherwise\" }\n}\n"
	}
	cases{{"x=good y=worst", "!undecided"}}.run(t, rating(""))
	cases{{"x=good y=worst", "poor"}, {"x=good", "good"}, {"x=worst y=!not_applicable", "poor"}}.run(t, rating("missing = exclude"))
	cases{{"x=good y=worst", "worst"}, {"x=good y=good", "poor"}, {"x=good y=good z=none", "good"}}.run(t, rating("missing = worst"))
	cases{{"x=good y=worst", "poor"}}.run(t, rating("missing = best"))
	need := rating("missing = exclude\n need = \"2 or more\"")
	cases{{"x=good y=worst", "poor"}, {"x=good", "!coverage"}}.run(t, need)
}

func TestNamedLists(t *testing.T) {
	text := "group \"trio\" { members = [x, y, z] }\nrating \"t\" {\n scale = q\n rule \"worst\" { requires = \"2 or more of trio are worst\" }\n rule \"best\" { when = best(trio) == best }\n rule \"good\" { requires = \"otherwise\" }\n}\n"
	cases{{"x=worst y=worst", "worst"}, {"x=best y=good z=good", "best"}, {"x=good y=good z=good", "good"}}.run(t, text)
}
