package byrow_test

import "testing"

func table(hit, rows string) string {
	return "table \"tab\" {\n in = { v = number, l = q }\n out = { s = q, n = number }\n hit = " + hit + "\n rows = [" + rows + "]\n}\n" + "rating \"t\" {\n scale = q\n value = tab(a, x).s\n}\n"
}

func TestTables(t *testing.T) {
	rows := `["10 or more", any, best, 4], ["5 to below 10", [best, good], good, 3], ["below 10", poor, poor, 2], [any, none, exempt, 1]`
	cases{
		{"a=12 x=poor", "best"},
		{"a=12", "best"},
		{"a=7 x=good", "good"},
		{"a=7 x=poor", "poor"},
		{"a=1 x=none", "exempt"},
		{"a=1 x=good", "!uncovered"},
		{"a=7", "!not_reported"},
		{"x=poor", "!not_reported"},
		{"", "!not_reported"},
	}.run(t, table("first", rows))
	cases{
		{"a=12 x=poor", "best"},
		{"a=7", "!not_reported"},
		{"a=1 x=good", "!uncovered"},
		{"a=12", "!not_reported"}, // the row of the state may hold too
		{"x=none", "!not_reported"},
	}.run(t, table("unique", rows))
	overlap := `["10 or more", any, good, 1], ["5 or more", any, poor, 2], [any, best, best, 3]`
	cases{
		{"a=12 x=good", "poor"}, {"a=6 x=best", "poor"}, {"a=1 x=best", "best"}, {"a=12", "poor"}, {"a=6", "poor"}, {"x=best", "!not_reported"}, {"a=1 x=good", "!uncovered"},
	}.run(t, table("worst", overlap))
	cases{
		{"a=12 x=good", "good"}, {"a=6 x=best", "best"}, {"a=12", "!not_reported"}, {"x=best", "best"},
	}.run(t, table("best", overlap))
	agree := `["10 or more", any, good, 1], ["5 or more", any, good, 2], [any, best, best, 3]`
	cases{
		{"a=12 x=good", "good"}, {"a=12 x=best", "!undecided"}, {"a=12", "!not_reported"}, {"a=1 x=best", "best"}, {"a=1 x=good", "!uncovered"}, {"x=good", "!not_reported"},
	}.run(t, table("agree", agree))
}

func TestTableStage(t *testing.T) {
	text := "table \"tab\" {\n in = [a, x]\n out = q\n hit = first\n rows = [[\"5 or more\", any, good], [any, [best, none], best], [any, any, worst]]\n}\nrating \"t\" { table = tab }\n"
	cases{{"a=5", "good"}, {"a=4 x=none", "best"}, {"a=4 x=good", "worst"}, {"x=best", "!not_reported"}}.run(t, text)
	if out := run(t, text, "a=4 x=none"); out.Row != 1 {
		t.Errorf("row %d", out.Row)
	}
	if out := run(t, text, "x=good"); out.Row != -1 || len(out.Possible) != 2 {
		t.Errorf("row %d, possible %v", out.Row, out.Possible)
	}
}

func TestGrid(t *testing.T) {
	text := "table \"tab\" {\n in = [x, y]\n out = stars\n grid = [[5, 4, 3, 2], [4, 4, 3, 2], [3, 3, 2, 1], [1, 1, 1, 1]]\n}\nrating \"t\" { table = tab }\n"
	cases{{"x=best y=best", "5"}, {"x=best y=worst", "2"}, {"x=worst y=best", "1"}, {"x=none y=best", "!uncovered"}, {"x=worst", "!not_reported"}}.run(t, text)
}
