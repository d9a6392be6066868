package prove

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines which leaves are alike: exchanging two of them leaves the
// rule as it is, up to the order of members and operands that have none.

// writer writes a rule so that two rules that differ only in such order are
// written alike.
type writer struct {
	s    *scan
	swap map[key]key // leaves that stand for each other
	anon bool        // leaves without their members
	memo map[key]string
	work int // expressions that were written
}

// mostWork bounds, for each block, the search for leaves that are alike, in expressions written.
// Leaves beyond it stand for themselves, which costs cells, never a claim.
const mostWork = 200_000

// alike puts leaves that can be exchanged into classes, each by place.
func (s *scan) alike(leaves []*leaf) [][]int {
	var out [][]int
	if s.c.work > mostWork {
		for i := range leaves {
			out = append(out, []int{i})
		}
		return out
	}
	first := &writer{s: s, memo: map[key]string{}}
	own := first.root()
	s.c.work += first.work
next:
	for i, l := range leaves {
		if _, fixed := s.fixed[l.key]; fixed {
			out = append(out, []int{i})
			continue
		}
		for k, class := range out {
			m := leaves[class[0]]
			if _, fixed := s.fixed[m.key]; fixed || !sameValues(l, m) || s.c.work > mostWork {
				continue
			}
			s.c.work += first.work
			w := &writer{s: s, swap: map[key]key{l.key: m.key, m.key: l.key}, memo: map[key]string{}}
			if w.root() == own {
				out[k] = append(class, i)
				continue next
			}
		}
		out = append(out, []int{i})
	}
	return out
}

func sameValues(a, b *leaf) bool {
	return a.q.QType().Kind == b.q.QType().Kind && a.q.QType().Scale == b.q.QType().Scale && a.ranked == b.ranked &&
		slices.EqualFunc(a.values, b.values, func(x, y rules.Value) bool { return x.Equal(y) })
}

func (w *writer) root() string { return w.block(w.s.root, w.s.at) }

// block writes all stages of a block, as a digest where it is long.
func (w *writer) block(b *rules.Block, at []int) string {
	id := key{b, w.s.c.flat(b.For, at)}
	if t, ok := w.memo[id]; ok {
		return t
	}
	w.memo[id] = "itself:" + b.Name
	var sb strings.Builder
	sc := scope{at: at}
	fmt.Fprintf(&sb, "%v", b.Round)
	b.Exprs(func(where string, e rules.Expr) {
		sb.WriteString(where + "=" + w.expr(e, sc) + ";")
	})
	if b.Raw != nil && b.Need != nil {
		sb.WriteString("raw=" + w.expr(b.Raw, sc))
	}
	t := fmt.Sprintf("%s:%x", b.Name, sha256.Sum256([]byte(sb.String())))
	w.memo[id] = t
	return t
}

func (w *writer) expr(e rules.Expr, sc scope) string {
	w.work++
	switch e := e.(type) {
	case *rules.Const:
		return fmt.Sprintf("%d:%s", e.Value.Type.Kind, e.Value)
	case *rules.Ref:
		return w.ref(e, sc)
	case *rules.Local:
		if b, ok := sc.locals[e.Param]; ok {
			return w.expr(b.e, b.sc)
		}
		return "local:" + e.Param.Name
	case *rules.MemberRef, *rules.AttrRef:
		if v, ok := w.s.constant(e, sc); ok {
			return v.String()
		}
		return fmt.Sprintf("%T%v", e, sc.at)
	case *rules.Binary:
		return w.binary(e, sc)
	case *rules.UserCall:
		return "(" + w.expr(e.Fn.Value, sc.of(e)) + ")"
	case *rules.List:
		return w.list(e, sc)
	}
	out := w.head(e)
	for _, x := range rules.Children(e) {
		out += "," + w.expr(x, sc)
	}
	return out + ")"
}

// head is what a node is without what stands below it.
func (w *writer) head(e rules.Expr) string {
	switch e := e.(type) {
	case *rules.Unary:
		return e.Op + "("
	case *rules.LevelNumber:
		return "number " + e.Attr + "("
	case *rules.Call:
		s := e.Fn.Name + fmt.Sprint(e.Mode) + e.Reason
		for _, m := range e.Map {
			s += m.Key.String()
		}
		return s + "("
	case *rules.TableCall:
		return fmt.Sprintf("table %s %d(", e.Table.Name, e.Out)
	case *rules.Count:
		per := ""
		if e.Quant.Per != nil {
			per = e.Quant.Per.Name
		}
		return fmt.Sprintf("count %d %t %t %t %s(", e.Quant.Kind, e.Quant.Share, e.Rated, e.Rest, per)
	}
	return fmt.Sprintf("%T(", e)
}

func (w *writer) ref(r *rules.Ref, sc scope) string {
	if p, ok := r.Q.(*rules.Parameter); ok {
		return fmt.Sprintf("%s[%d]", p.Name, r.Elem)
	}
	at, ok := w.s.index(r, sc)
	if !ok {
		return "?"
	}
	id := key{r.Q, w.s.c.flat(r.Q.Axes(), at)}
	if b, ok := r.Q.(*rules.Block); ok && !w.s.isLeaf(b, r.Stage) {
		return w.block(b, at) + "." + r.Stage.String()
	}
	if other, ok := w.swap[id]; ok {
		id = other
	}
	if w.anon {
		return "leaf " + id.q.QName()
	}
	return fmt.Sprintf("leaf %s %d", id.q.QName(), id.k)
}

// binary sorts the operands of what has no order.
func (w *writer) binary(e *rules.Binary, sc scope) string {
	if e.Op != "+" && e.Op != "*" && e.Op != "&&" && e.Op != "||" && e.Op != "==" {
		return "(" + w.expr(e.X, sc) + e.Op + w.expr(e.Y, sc) + ")"
	}
	var parts []string
	var flat func(x rules.Expr)
	flat = func(x rules.Expr) {
		if b, ok := x.(*rules.Binary); ok && b.Op == e.Op && e.Op != "==" {
			flat(b.X)
			flat(b.Y)
			return
		}
		parts = append(parts, w.expr(x, sc))
	}
	flat(e.X)
	flat(e.Y)
	slices.Sort(parts)
	return "(" + strings.Join(parts, e.Op) + ")"
}

func (w *writer) list(li *rules.List, sc scope) string {
	var parts []string
	w.s.members(li, sc, func(p *rules.Part, sc scope) {
		t := "{"
		for _, x := range []rules.Expr{p.X, p.Base, p.Cond, p.Weight, p.Applies} {
			if x != nil {
				t += w.expr(x, sc)
			}
			t += "|"
		}
		if w.s.names {
			t += fmt.Sprint(p.Name, sc.at)
		}
		parts = append(parts, t+"}")
	})
	slices.Sort(parts)
	return "[" + strings.Join(parts, " ") + "]"
}
