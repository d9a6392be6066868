package impact

import (
	"context"
	"strings"
	"testing"

	"github.com/rubric-lang/rubric/engine"
)

// runOf rates one side.
func runOf(t *testing.T, s Side) Run {
	t.Helper()
	p := engine.Compile(s.Framework, engine.Options{})
	d, list := engine.Bind(p, s.Tables, engine.BindOptions{})
	if list.HasErrors() {
		t.Fatal(list)
	}
	res, err := p.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return Run{res, s.Texts}
}

// TestMoves holds the cheap comparison to the whole one.
func TestMoves(t *testing.T) {
	const data = "home,safety,caring,falls\nA,great,great,3\nB,great,great,12\nC,good,fair,9\nD,poor,,1\nE,great,great,\n"
	text := strings.Replace(care, "entity   = home\n", "entity   = home\n  publish  = [overall, double]\n", 1) + "derive \"double\" { value = 2 * falls }\n"
	later := strings.NewReplacer("value = 10", "value = 2", "2 * falls", "2 * falls + 0.1").Replace(text)
	a, b := sideOf(t, text, data), sideOf(t, later, data+"F,good,good,1\n")
	want := compare(t, a, b, Options{})
	got, err := Moves(runOf(t, a), runOf(t, b), MovesOptions{Movers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if got.Both != want.Both || got.OnlyAfter != 1 || len(got.Results) != 2 {
		t.Fatalf("%+v", got)
	}
	for i, r := range got.Results {
		w := want.Results[i]
		if r.Words(got.Both) != w.Words(want.Both) || r.Moved == 0 || len(r.Movers) != min(2, r.Moved) {
			t.Errorf("%s %d; %s", r.Words(got.Both), len(r.Movers), w.Words(want.Both))
		}
		for _, m := range r.Movers {
			found := false
			for _, x := range w.Movers {
				if x.Key == m.Key {
					found = x.From == m.From && x.To == m.To && m.From != "" && m.From != m.To
				}
			}
			if !found {
				t.Errorf("%s: %+v", r.Name, m)
			}
		}
	}
	if c := got.Results[0].Movers[0].Causes; len(c) == 0 || !strings.Contains(c[0].Words, "limit.falls now decides") {
		t.Errorf("%+v", c)
	}
	if _, err := Moves(runOf(t, a), runOf(t, b), MovesOptions{Entity: "ward"}); err == nil {
		t.Error("there are no wards")
	}
}
