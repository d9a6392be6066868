package golden_test

// This file holds examples/cqc_trust to a plain computation of the same principles,
// on trusts that are made up by the hundred.

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
)

const (
	outstanding = "outstanding"
	good        = "good"
	improvement = "requires_improvement"
	inadequate  = "inadequate"
	notRated    = "not_rated"
)

var questionNames = []string{"safe", "effective", "caring", "responsive", "well_led"}

type (
	madeTrust struct {
		code, kind, wellLed, before, resources string
		reported                               time.Time
		inspected                              bool
		locations                              []*madeLocation
	}
	madeLocation struct {
		id       string
		acquired time.Time
		services []*madeService
	}
	madeService struct {
		name     string
		small    bool
		acquired time.Time
		judged   [5]string
		notice   [5]string // r: requirement, w: warning
	}
)

// aggregate is the ladder; limit is how many that require improvement limit the
// result, 0 for what the table says.
func aggregate(ratings []string, limit int) string {
	n := map[string]int{}
	rated := 0
	for _, r := range ratings {
		if n[r]++; r != "" && r != notRated {
			rated++
		}
	}
	enough := 3
	if rated <= 3 {
		enough = 1
	} else if rated <= 8 {
		enough = 2
	}
	if limit == 0 {
		limit = enough
	}
	switch {
	case rated == 0:
		return notRated
	case n[inadequate] >= enough:
		return inadequate
	case n[inadequate] > 0 || n[improvement] >= limit:
		return improvement
	case n[outstanding] >= enough && n[improvement] == 0:
		return outstanding
	}
	return good
}

func (s *madeService) question(q int) string {
	switch r := s.judged[q]; {
	case r == "" || r == notRated:
		return r
	case s.notice[q] == "w":
		return inadequate
	case s.notice[q] == "r" && (r == outstanding || r == good):
		return improvement
	default:
		return r
	}
}

func (t *madeTrust) new(acquired time.Time) bool {
	return !acquired.IsZero() && acquired.AddDate(2, 0, 0).After(t.reported)
}

func (l *madeLocation) question(t *madeTrust, q int) string {
	if t.kind != "acute" {
		return ""
	}
	if q == 4 && len(t.locations) == 1 {
		return t.wellLed
	}
	var of []string
	for _, s := range l.services {
		if !s.small {
			of = append(of, s.question(q))
		}
	}
	return aggregate(of, 0)
}

func (t *madeTrust) question(q int) string {
	if q == 4 {
		return t.wellLed
	}
	var of []string
	for _, l := range t.locations {
		if t.kind == "acute" && !t.new(l.acquired) {
			of = append(of, l.question(t, q))
		}
		for _, s := range l.services {
			if t.kind != "acute" && !s.small && !t.new(s.acquired) {
				of = append(of, s.question(q))
			}
		}
	}
	return aggregate(of, 0)
}

func five(of func(q int) string) []string {
	var out []string
	for q := range 5 {
		out = append(out, of(q))
	}
	return out
}

func (t *madeTrust) overall() string {
	if !t.inspected {
		return t.before
	}
	return aggregate(five(t.question), 0)
}

func (t *madeTrust) combined() string {
	if t.resources == "" || t.resources == notRated {
		return notRated
	}
	six := append(five(t.question), t.resources)
	for _, r := range six {
		if r == "" {
			return ""
		}
	}
	return aggregate(six, 3)
}

func (l *madeLocation) overall(t *madeTrust) string {
	switch {
	case t.kind != "acute":
		return ""
	case len(t.locations) == 1:
		return t.overall()
	}
	return aggregate(five(func(q int) string { return l.question(t, q) }), 0)
}

// made makes trusts of all shapes: without locations, with one, with ten;
// locations without services; ratings that are missing.
func made(r *rand.Rand, n int) []*madeTrust {
	level := func(weights ...int) string {
		all := []string{outstanding, good, improvement, inadequate, notRated, ""}
		k := r.IntN(weights[0] + weights[1] + weights[2] + weights[3] + weights[4] + weights[5])
		for i, w := range weights {
			if k -= w; k < 0 {
				return all[i]
			}
		}
		return ""
	}
	acquired := func(reported time.Time) time.Time {
		days := []int{0, 0, 0, 10, 729, 730, 731, 1500}[r.IntN(8)]
		if days == 0 {
			return time.Time{}
		}
		return reported.AddDate(0, 0, -days)
	}
	profiles := [][]int{{6, 8, 2, 1, 1, 1}, {1, 8, 6, 3, 1, 1}, {1, 10, 1, 0, 1, 1}, {12, 6, 0, 0, 0, 1}, {0, 0, 0, 0, 3, 1}}
	var out []*madeTrust
	for i := range n {
		t := &madeTrust{code: fmt.Sprintf("T%03d", i), kind: []string{"acute", "acute", "acute", "mental_health", "ambulance", "community"}[r.IntN(6)],
			wellLed: level(4, 8, 4, 2, 1, 1), before: level(4, 8, 4, 2, 1, 1), resources: level(4, 8, 4, 2, 2, 5), inspected: r.IntN(5) > 0,
			reported: time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(300))}
		profile := profiles[r.IntN(len(profiles))]
		for j := range []int{0, 1, 1, 2, 3, 4, 10}[r.IntN(7)] {
			l := &madeLocation{id: fmt.Sprintf("%sL%d", t.code, j), acquired: acquired(t.reported)}
			for k := range []int{0, 1, 2, 3, 4, 5, 8, 9, 11}[r.IntN(9)] {
				s := &madeService{name: fmt.Sprintf("S%d", k), small: r.IntN(4) == 0, acquired: acquired(t.reported)}
				for q := range 5 {
					s.judged[q], s.notice[q] = level(profile...), []string{"", "", "", "", "", "", "", "", "r", "w"}[r.IntN(10)]
				}
				l.services = append(l.services, s)
			}
			t.locations = append(t.locations, l)
		}
		out = append(out, t)
	}
	return out
}

// tables writes trusts as the four files of the example.
func tables(t *testing.T, trusts []*madeTrust) []*table.Table {
	t.Helper()
	date := func(d time.Time) string {
		if d.IsZero() {
			return ""
		}
		return d.Format(time.DateOnly)
	}
	files := [][][]string{
		{{"trust_code", "trust_name", "trust_type", "reported_on", "trust_well_led", "core_services_inspected", "previous_overall", "use_of_resources"}},
		{{"location_id", "location_name", "trust_code", "location_acquired_on"}},
		{{"location_id", "service", "significantly_small", "service_acquired_on"}},
		{{"location_id", "service", "question", "rating", "requirement_notice", "warning_notice"}},
	}
	for _, x := range trusts {
		files[0] = append(files[0], []string{x.code, "", x.kind, date(x.reported), x.wellLed, fmt.Sprint(x.inspected), x.before, x.resources})
		for _, l := range x.locations {
			files[1] = append(files[1], []string{l.id, "", x.code, date(l.acquired)})
			for _, s := range l.services {
				files[2] = append(files[2], []string{l.id, s.name, fmt.Sprint(s.small), date(s.acquired)})
				for q, name := range questionNames {
					files[3] = append(files[3], []string{l.id, s.name, name, s.judged[q], fmt.Sprint(s.notice[q] == "r"), fmt.Sprint(s.notice[q] == "w")})
				}
			}
		}
	}
	var out []*table.Table
	for k, rows := range files {
		var text strings.Builder
		if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		read, _, err := table.Read(strings.NewReader(text.String()), fmt.Sprintf("file %d", k), table.Options{})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, read)
	}
	return out
}

// TestTrusts compares every result of every level with the plain computation.
func TestTrusts(t *testing.T) {
	loaded, err := golden.Load(os.DirFS("../examples/cqc_trust"))
	if err != nil || loaded.Framework == nil {
		t.Fatal(err, loaded.Problems)
	}
	plan := engine.Compile(loaded.Framework, engine.Options{})
	trusts := made(rand.New(rand.NewPCG(1, 2)), 400)
	d, list := engine.Bind(plan, tables(t, trusts), engine.BindOptions{})
	if list.HasErrors() {
		t.Fatal(list)
	}
	res, err := plan.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, b := range loaded.Framework.Publish {
		space := d.SpaceOf(rules.Grain(b.For))
		for k, o := range res.Outcomes[b] {
			for i := range space.Rows {
				got[fmt.Sprintf("%s %s %d", b.Name, space.KeyText(i), k)] = cellText(o.Final, b.Type, i)
			}
		}
	}
	compared := 0
	same := func(block, key string, k int, want string) {
		name := fmt.Sprintf("%s %s %d", block, key, k)
		if compared++; got[name] != want {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
	}
	for _, x := range trusts {
		same("overall", x.code, 0, x.overall())
		same("combined", x.code, 0, x.combined())
		for q := range 5 {
			same("trust_question", x.code, q, x.question(q))
		}
		for _, l := range x.locations {
			same("location_overall", l.id, 0, l.overall(x))
			for q := range 5 {
				same("location_question", l.id, q, l.question(x, q))
			}
			for _, s := range l.services {
				key := l.id + " / " + s.name
				same("service_overall", key, 0, aggregate(five(s.question), 0))
				for q := range 5 {
					same("service_question", key, q, s.question(q))
				}
			}
		}
	}
	if compared != len(got) {
		t.Errorf("%d results, and %d were compared", len(got), compared)
	}
	t.Logf("%d results", compared)
}
