package impact

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how moves are shared out among the changes.

// share is the game: who plays, and what came out for each set of players.
type share struct {
	c       *comparison
	mix     *mixer
	players []Player
	groups  map[int][]int // by player of rules: groups of the mixer
	always  []int         // groups that none of the results read
	keep    map[string]bool
	names   []string // results that are rated
	memo    map[set][]map[string]standing
}

// attribute shares out the moves of the results that are looked at closely.
func (c *comparison) attribute(ctx context.Context) error {
	g := &share{c: c, mix: newMixer(c.a, c.b)}
	g.find()
	for {
		c.report.Players = g.players
		ok, err := g.play(ctx)
		if err != nil || ok {
			return err
		}
		if !g.unite() {
			c.note("moves could not be attributed: what is in between the two sides cannot be rated")
			c.report.Players = []Player{}
			return nil
		}
	}
}

// find lists the players.
func (g *share) find() {
	c := g.c
	g.groups = map[int][]int{}
	if c.a.Framework.MeaningDigest() != c.b.Framework.MeaningDigest() {
		g.rules()
	}
	if c.a.AsOf != c.b.AsOf {
		g.players = append(g.players, Player{Name: "the date", Kind: "date"})
	}
	if c.twoReleases() {
		g.players = append(g.players, Player{Name: "data", Kind: "data", Note: "values that both releases have, and who is in them"},
			Player{Name: "missing values", Kind: "missing", Note: "values that only one release has"})
	}
	if c.a.Decisions != c.b.Decisions {
		g.players = append(g.players, Player{Name: "judgement", Kind: "judgement", Note: "recorded decisions"})
	}
	g.keep = map[string]bool{}
	for _, r := range c.close {
		if !slices.Contains(g.names, r.block) {
			g.names = append(g.names, r.block)
		}
		for _, m := range r.Movers {
			g.keep[m.Key] = true
		}
	}
	if everyone(c.a.Framework) || everyone(c.b.Framework) {
		g.keep = nil // results rest on others
	}
}

// rules adds a player for each group of changed blocks that the results read.
func (g *share) rules() {
	if g.mix.why != "" {
		g.groups[len(g.players)] = nil
		g.players = append(g.players, Player{Name: "the rules", Kind: "rules", Note: g.mix.why})
		return
	}
	read := map[string]bool{}
	for _, r := range g.c.close {
		for _, fw := range []*rules.Framework{g.c.a.Framework, g.c.b.Framework} {
			for _, b := range fw.Blocks {
				if b.Name == r.block {
					for at := range fw.Reaches(b.Kind.String() + "." + b.Name) {
						read[at] = true
					}
				}
			}
		}
	}
	for i, group := range g.mix.groups {
		var parts []string
		needed := false
		for _, k := range group {
			x := g.mix.changed[k]
			key := x.key
			kind, _, _ := strings.Cut(key, ".")
			needed = needed || read[x.top] || kind == "ladder" || kind == "framework" || kind == "absence"
			parts = append(parts, key)
		}
		if !needed {
			g.always = append(g.always, i)
			continue
		}
		p := Player{Name: strings.Join(parts, ", "), Kind: "rules", Parts: parts}
		if len(parts) > 1 {
			p.Note = "these only load together, and are one change"
		}
		g.groups[len(g.players)] = []int{i}
		g.players = append(g.players, p)
	}
}

// everyone reports whether results of a framework rest on other rows.
func everyone(fw *rules.Framework) bool {
	if len(fw.Populations) > 0 || len(fw.CutPoints) > 0 {
		return true
	}
	for _, e := range fw.Entities {
		if e.Rows && e != fw.Entity {
			return true
		}
	}
	found := false
	for _, b := range fw.Blocks {
		found = found || b.Kind == rules.RankingKind
		b.Exprs(func(_ string, e rules.Expr) {
			rules.Walk(e, func(x rules.Expr) bool {
				if li, ok := x.(*rules.List); ok {
					for _, p := range li.Parts {
						found = found || p.Over != nil && p.Over.Rows
					}
				}
				return !found
			})
		})
	}
	return found
}

// unite joins players where what is in between cannot be rated: the changes of
// rules first, then all.
func (g *share) unite() bool {
	var rest []Player
	var joined []string
	all := []int{}
	n := 0
	for i, p := range g.players {
		if p.Kind == "rules" {
			n++
			joined = append(joined, p.Parts...)
			all = append(all, g.groups[i]...)
		} else {
			rest = append(rest, p)
		}
	}
	if n < 2 {
		return false
	}
	g.groups = map[int][]int{0: all}
	g.players = append([]Player{{Name: strings.Join(joined, ", "), Kind: "rules", Parts: joined, Note: "what is in between them cannot be rated, so that they are one change"}}, rest...)
	return true
}

// play finds what came out for each set that is needed, and shares the moves out.
// It reports false if a set cannot be rated.
func (g *share) play(ctx context.Context) (bool, error) {
	n := len(g.players)
	if n == 0 {
		return true, nil
	}
	if n > 63 {
		return false, nil
	}
	g.memo = map[set][]map[string]standing{}
	var drawn [][]int
	var sets []set
	if n <= g.c.opt.Exact {
		for s := range set(1) << n {
			sets = append(sets, s)
		}
	} else {
		drawn = orders(n, g.c.opt.Orders, g.c.opt.Seed)
		sets = prefixes(n, drawn)
	}
	full := set(1)<<n - 1
	for i, s := range sets {
		if s == 0 || s == full {
			continue
		}
		g.c.opt.Progress(fmt.Sprintf("attribution: %d of %d", i+1, len(sets)))
		if ok, err := g.rate(ctx, s); !ok || err != nil {
			return false, err
		}
	}
	for k, r := range g.c.close {
		g.result(k, r, sets, drawn)
	}
	return true, nil
}

// prefixes are the sets that orders pass.
func prefixes(n int, orders [][]int) []set {
	seen := map[set]bool{0: true}
	out := []set{0}
	for _, o := range orders {
		s := set(0)
		for _, i := range o {
			s |= 1 << i
			if !seen[s] {
				seen[s] = true
				out = append(out, s)
			}
		}
	}
	return out
}

// rate rates the movers with some of the changes made.
func (g *share) rate(ctx context.Context, s set) (bool, error) {
	c := g.c
	side := Side{Name: "in between", AsOf: c.a.AsOf, Framework: g.framework(s), Decisions: c.a.Decisions}
	if side.Framework == nil {
		return false, nil
	}
	var p picks
	for i, player := range g.players {
		if s>>i&1 == 0 {
			continue
		}
		switch player.Kind {
		case "date":
			side.AsOf = c.b.AsOf
		case "data":
			p.data = true
		case "missing":
			p.missing = true
		case "judgement":
			side.Decisions = c.b.Decisions
		}
	}
	side.Tables = c.tables(p, g.keep)
	if side.Decisions != nil && g.keep != nil {
		if keys := keyColumns(side.Decisions, c.opt.keyNames(c.b.Framework.Entity)); keys != nil {
			side.Decisions = rowsOf(side.Decisions, func(row int) bool { return g.keep[rowKey(keys, row)] })
		}
	}
	r, _, err := rate(ctx, side, c.opt, g.names)
	if err != nil || r == nil {
		return false, err
	}
	g.memo[s] = g.read(r)
	return true, nil
}

// framework is the framework with the changes of a set; nil if it does not load.
func (g *share) framework(s set) *rules.Framework {
	c := g.c
	if g.mix.why != "" {
		for i := range g.groups {
			if s>>i&1 == 1 {
				return c.b.Framework
			}
		}
		return c.a.Framework
	}
	if len(g.groups) == 0 {
		return c.b.Framework
	}
	on := make([]bool, len(g.mix.groups))
	for _, k := range g.always {
		on[k] = true
	}
	for i, list := range g.groups {
		for _, k := range list {
			on[k] = s>>i&1 == 1
		}
	}
	return g.mix.load(g.mix.blocks(on))
}

// read gives the results of all who move, by the results looked at closely.
func (g *share) read(r *rated) []map[string]standing {
	out := make([]map[string]standing, len(g.c.close))
	for k, want := range g.c.close {
		out[k] = map[string]standing{}
		for _, b := range r.plan.Framework.Publish {
			if b.Name != want.block {
				continue
			}
			for _, v := range views(r, b) {
				if v.name != want.Name {
					continue
				}
				for row := range r.data.Rows {
					out[k][r.data.KeyText(row)] = v.of(row)
				}
			}
		}
	}
	return out
}

// result shares out the moves of one result.
func (g *share) result(k int, r *Result, sets []set, drawn [][]int) {
	n := len(g.players)
	out := &Shares{Method: "exact"}
	switch {
	case n == 1:
		out.Method = "single"
	case drawn != nil:
		out.Method, out.Orders, out.Seed = "sampled", len(drawn), g.c.opt.Seed
	}
	total := make([]*big.Rat, n)
	levels := make([]*big.Rat, n)
	for i := range n {
		total[i], levels[i] = new(big.Rat), new(big.Rat)
	}
	sums, squares := make([]float64, n), make([]float64, n)
	known := map[string][]*big.Rat{}
	times := map[string]int{}
	worths := map[string]func(set) *big.Rat{}
	for _, m := range r.Movers {
		worth, id := g.worth(k, r, m, sets)
		if known[id] == nil {
			if drawn == nil {
				known[id] = exactShares(n, worth)
			} else {
				known[id] = along(n, drawn, worth)
			}
			worths[id] = worth
		}
		times[id]++
		m.shares = known[id]
		for i, x := range m.shares {
			m.Shares = append(m.Shares, x.RatString())
			total[i].Add(total[i], x)
			levels[i].Add(levels[i], new(big.Rat).Mul(x, engine.Exact(snap(m.by))))
		}
	}
	for _, o := range drawn {
		add := make([]float64, n)
		for id, w := range worths {
			for i, x := range along(n, [][]int{o}, w) {
				f, _ := x.Float64()
				add[i] += f * float64(times[id])
			}
		}
		for i, x := range add {
			sums[i], squares[i] = sums[i]+x, squares[i]+x*x
		}
	}
	for i := range n {
		s := Share{Moves: total[i].RatString(), Levels: levels[i].RatString(), moves: total[i], levels: levels[i]}
		if drawn != nil {
			s.Error = strconv.FormatFloat(deviation(sums[i], squares[i], len(drawn)), 'f', 2, 64)
		}
		out.Total = append(out.Total, s)
	}
	r.Shares = out
}

// worth is how much of its way a mover has gone with a set of changes, and a name
// for all movers for which that is the same.
func (g *share) worth(k int, r *Result, m *Mover, sets []set) (func(set) *big.Rat, string) {
	full := set(1)<<len(g.players) - 1
	from, to := standing{id: m.From}, standing{id: m.To}
	v := map[set]standing{0: from, full: to}
	line := r.Ordered && m.by != 0
	for s, res := range g.memo {
		x, ok := res[k][m.Key]
		if !ok {
			x = standing{id: absentID + "not rated"}
		}
		v[s] = x
		line = line && x.on
	}
	var id strings.Builder
	at := map[set]float64{}
	for _, s := range sets {
		id.WriteString(v[s].id + "\x00")
		at[s] = v[s].at
	}
	if !line {
		return func(s set) *big.Rat { return big.NewRat(int64(boolInt(v[s].id == m.To)), 1) }, id.String()
	}
	at[0], at[full] = m.start, m.start+m.by
	way := engine.Exact(snap(m.by))
	return func(s set) *big.Rat {
		gone := engine.Exact(snap(at[s] - m.start))
		return gone.Quo(gone, way)
	}, id.String()
}
