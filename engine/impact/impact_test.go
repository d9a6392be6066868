package impact

import (
	"context"
	"fmt"
	"io/fs"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/rules"
)

const care = `
framework "care" {
  version  = "1"
  language = 1
  entity   = home
}
entity "home" { key = "home" }
scale "quality" {
  levels = { great = "Great", good = "Good", fair = "Fair", poor = "Poor" }
  states = { closed = "Closed" }
}
input "safety" { type = quality }
input "caring" { type = quality }
input "falls" { type = number }
parameter "most_falls" { value = 10 }
rating "overall" {
  scale = quality
  of    = [safety, caring]
  rule "great" { requires = "2 or more are great" }
  rule "good" { requires = "1 or more are good or better" }
  rule "fair" { requires = "otherwise" }
  limit "falls" {
    when      = falls > most_falls
    at_most   = fair
    undecided = skip
  }
  override "panel" { needs = [by] }
}
`

// sideOf loads rules and data.
func sideOf(t *testing.T, text, data string) Side {
	t.Helper()
	f, list := lang.Parse("care.rubric.hcl", []byte(text))
	fsys := fstest.MapFS{}
	fw, more := rules.Load([]*lang.File{f}, fsys)
	if fw == nil {
		for _, d := range append(list, more...) {
			t.Log(d.Summary, d.Detail)
		}
		t.Fatal("the rules do not load")
	}
	s := Side{Name: "care", Framework: fw, Files: []*lang.File{f}, Beside: func(string) fs.FS { return fsys }, Texts: map[string][]byte{f.Name: f.Src}}
	if data != "" {
		s.Tables = []*table.Table{csvOf(t, data)}
	}
	return s
}

func csvOf(t *testing.T, data string) *table.Table {
	t.Helper()
	tab, list, err := table.ReadCSV(strings.NewReader(data), "homes.csv", table.Options{})
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	return tab
}

func compare(t *testing.T, a, b Side, opt Options) *Report {
	t.Helper()
	r, list, err := Compare(context.Background(), a, b, opt)
	if r == nil {
		for _, d := range list {
			t.Log(d.Summary, d.Detail)
		}
		t.Fatal(err)
	}
	return r
}

// homes are random homes.
func homes(g *rand.Rand, n int) string {
	levels := []string{"great", "good", "fair", "poor", "closed", ""}
	var out strings.Builder
	out.WriteString("home,region,safety,caring,falls\n")
	for i := range n {
		fmt.Fprintf(&out, "h%03d,r%d,%s,%s,%d\n", i, i%3, levels[g.IntN(6)], levels[g.IntN(6)], g.IntN(20))
	}
	return out.String()
}

// sums checks that shares add up to the whole, for each mover and for all.
func sums(t *testing.T, r *Result) {
	t.Helper()
	for _, m := range r.Movers {
		one := new(big.Rat)
		for _, s := range m.shares {
			one.Add(one, s)
		}
		if one.Cmp(big.NewRat(1, 1)) != 0 {
			t.Errorf("the shares of %s, %s → %s, sum to %s: %v", m.Key, m.From, m.To, one, m.Shares)
		}
	}
	all := new(big.Rat)
	for _, s := range r.Shares.Total {
		all.Add(all, s.moves)
	}
	if all.Cmp(big.NewRat(int64(r.Moved), 1)) != 0 {
		t.Errorf("the shares of all sum to %s, and %d moved", all, r.Moved)
	}
}

var edits = [][2]string{
	{"value = 10", "value = 5"},
	{"at_most   = fair", "at_most   = worst_allowed"},
	{"1 or more are good or better", "2 or more are good or better"},
	{"2 or more are great", "1 or more are great"},
	{`input "safety" { type = quality }`, "input \"safety\" {\n  type    = quality\n  missing = fair\n}"},
	{`input "caring" { type = quality }`, "input \"caring\" {\n  type    = quality\n  missing = poor\n}"},
}

func edited(which int) string {
	text := care
	for i, e := range edits {
		if which>>i&1 == 1 {
			text = strings.ReplaceAll(text, e[0], e[1])
		}
	}
	if strings.Contains(text, "worst_allowed") {
		text += "parameter \"worst_allowed\" { value = quality.poor }\n"
	}
	return text
}

// TestSharesAddUp changes rules in all ways, exactly and sampled.
func TestSharesAddUp(t *testing.T) {
	g := rand.New(rand.NewPCG(1, 1))
	for which := 1; which < 1<<len(edits); which++ {
		data := homes(g, 60)
		a, b := sideOf(t, care, data), sideOf(t, edited(which), "")
		b.Tables = a.Tables
		r := compare(t, a, b, Options{By: []string{"region"}})
		sums(t, r.Results[0])
		if s := compare(t, a, b, Options{Exact: 1, Orders: 7}); len(s.Players) > 1 {
			sums(t, s.Results[0])
			if s.Results[0].Shares.Method != "sampled" {
				t.Error("it was to be sampled")
			}
		}
		n := 0
		for _, s := range r.Results[0].Segments {
			n += s.Moved
		}
		if n != r.Results[0].Moved {
			t.Errorf("%d moved, and %d by segment", r.Results[0].Moved, n)
		}
	}
}

// TestBetween holds frameworks in between with no change made and with all made to
// the two sides themselves.
func TestBetween(t *testing.T) {
	g := rand.New(rand.NewPCG(2, 1))
	for _, which := range []int{1, 3, 22, 63} {
		a, b := sideOf(t, care, homes(g, 80)), sideOf(t, edited(which), homes(g, 70))
		c := &comparison{a: a, b: b}
		c.opt.fill()
		if list, err := c.rate(context.Background()); err != nil || list.HasErrors() {
			t.Fatal(list, err)
		}
		c.join()
		c.report = &Report{}
		if err := c.results(); err != nil {
			t.Fatal(err)
		}
		s := &share{c: c, mix: newMixer(a, b), memo: map[set][]map[string]standing{}}
		s.find()
		full := set(1)<<len(s.players) - 1
		for _, x := range []set{0, full} {
			if ok, err := s.rate(context.Background(), x); !ok || err != nil {
				t.Fatal(ok, err)
			}
			for _, m := range c.close[0].Movers {
				want := m.From
				if x == full {
					want = m.To
				}
				if got := s.memo[x][0][m.Key].id; got != want {
					t.Errorf("set %b: %s is %s, want %s", x, m.Key, got, want)
				}
			}
		}
	}
}

// TestTogether joins changes that only load together.
func TestTogether(t *testing.T) {
	m := newMixer(sideOf(t, care, ""), sideOf(t, edited(2+1), ""))
	var got []string
	for _, group := range m.groups {
		var keys []string
		for _, i := range group {
			keys = append(keys, m.changed[i].key)
		}
		got = append(got, strings.Join(keys, "+"))
	}
	if want := []string{"parameter.most_falls", "rating.overall.limit.falls+parameter.worst_allowed"}; !slices.Equal(got, want) {
		t.Errorf("groups are %v, want %v", got, want)
	}
}

// TestReleases has one home for each thing that can move it.
func TestReleases(t *testing.T) {
	before := "home,safety,caring,falls\nby_data,good,fair,0\nby_absence,,fair,0\nby_judgement,good,good,0\nby_rules,good,good,8\nnobody,good,good,0\ngone,good,good,0\n"
	after := "home,safety,caring,falls\nnew,good,good,0\nnobody,good,good,0\nby_data,fair,fair,0\nby_absence,good,fair,0\nby_judgement,good,good,0\nby_rules,good,good,8\n"
	a, b := sideOf(t, care, before), sideOf(t, edited(1), after)
	b.Decisions = csvOf(t, "home,block,level,by\nby_judgement,overall,poor,Panel\n")
	r := compare(t, a, b, Options{})
	if r.Both != 5 || r.OnlyBefore != 1 || r.OnlyAfter != 1 {
		t.Errorf("%d in both, %d only before, %d only after", r.Both, r.OnlyBefore, r.OnlyAfter)
	}
	sums(t, r.Results[0])
	var names []string
	for _, p := range r.Players {
		names = append(names, p.Name)
	}
	got := map[string]string{}
	for _, m := range r.Results[0].Movers {
		for i, s := range m.Shares {
			if s == "1" {
				got[m.Key] = names[i]
			}
		}
	}
	want := map[string]string{"by_data": "data", "by_absence": "missing values", "by_judgement": "judgement", "by_rules": "parameter.most_falls"}
	for key, name := range want {
		if got[key] != name {
			t.Errorf("%s is due to %q, want %q: %v", key, got[key], name, r.Results[0].Movers)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
}

// TestEveryone rates all rows where results rest on others.
func TestEveryone(t *testing.T) {
	text := strings.ReplaceAll(care, "falls > most_falls", "falls > mean(each(home.falls)) + most_falls")
	g := rand.New(rand.NewPCG(3, 1))
	data := homes(g, 50)
	a := sideOf(t, text, data)
	b := sideOf(t, strings.NewReplacer("value = 10", "value = 1", "2 or more are great", "1 or more are great").Replace(text), data)
	b.Tables = a.Tables
	if !everyone(a.Framework) {
		t.Error("it rests on others")
	}
	r := compare(t, a, b, Options{})
	if r.Results[0].Moved == 0 || len(r.Players) != 2 {
		t.Errorf("%+v", r.Players)
	}
	sums(t, r.Results[0])
}

// TestExactShares holds the values to the average over all orders.
func TestExactShares(t *testing.T) {
	g := rand.New(rand.NewPCG(4, 1))
	for range 50 {
		n := 1 + g.IntN(4)
		v := make([]int64, 1<<n)
		for i := range v {
			v[i] = int64(g.IntN(9))
		}
		worth := func(s set) *big.Rat { return big.NewRat(v[s], 1) }
		var all [][]int
		var permute func(done, left []int)
		permute = func(done, left []int) {
			if len(left) == 0 {
				all = append(all, slices.Clone(done))
			}
			for i := range left {
				rest := append(slices.Clone(left[:i]), left[i+1:]...)
				permute(append(slices.Clone(done), left[i]), rest)
			}
		}
		permute(nil, []int{0, 1, 2, 3}[:n])
		x, y := exactShares(n, worth), along(n, all, worth)
		for i := range x {
			if x[i].Cmp(y[i]) != 0 {
				t.Errorf("change %d: %s, over all orders %s", i, x[i], y[i])
			}
		}
	}
}

// TestKappa checks a matrix that was reckoned by hand: of four, two agree, one is
// one level off and one two: as far apart as by chance.
func TestKappa(t *testing.T) {
	before := "home,safety,caring,falls\na,great,great,0\nb,good,good,0\nc,fair,fair,0\nd,great,great,0\n"
	after := "home,safety,caring,falls\na,great,great,0\nb,good,good,0\nc,good,good,0\nd,fair,fair,0\n"
	r := compare(t, sideOf(t, care, before), sideOf(t, care, after), Options{}).Results[0]
	// observed: 1 + 4 = 5; expected: rows great 2, good 1, fair 1; columns great 1, good 2, fair 1;
	// (2·(2·1 + 1·4) + 1·(1·1 + 1·1) + 1·(1·4 + 2·1)) / 4 = 20 / 4 = 5; kappa = 1 - 5/5
	if r.Kappa != "0.0000" {
		t.Errorf("kappa %s", r.Kappa)
	}
	if r.Up != 1 || r.Down != 1 || r.Distance[0].Levels != 1 || r.Distance[1].Levels != -2 {
		t.Errorf("%+v", r)
	}
}
