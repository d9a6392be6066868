package prove

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how blocks, arms and cells are named in messages.

func quote(s string) string { return strconv.Quote(s) }

func name(b *rules.Block) string { return b.Kind.String() + " " + quote(b.Name) }

// title names an arm within a sentence.
func (a *arm) title() string {
	if a.name == "" {
		return fmt.Sprintf("the %s in line %d", a.what, a.at.Start.Line)
	}
	return "the " + a.what + " " + quote(a.name)
}

// label names a leaf as rule files do.
func (l *leaf) label() string {
	out := l.q.QName()
	for _, e := range l.q.Axes() {
		if e.Index < len(l.at) && l.at[e.Index] >= 0 {
			out += "." + e.Members[l.at[e.Index]].ID
		}
	}
	return out
}

// inputs is what is given in a cell.
func inputs(r *run, cell int) []diag.Value {
	var out []diag.Value
	for li, l := range r.leaves {
		if v := r.value(li, cell); v.Absent == "" || v.Absent != notReported || len(l.absences) > 0 || r.cells == 1 {
			out = append(out, diag.Value{Name: l.label(), Value: l.show(v)})
		}
	}
	return out
}

// show writes a value of a leaf; shares as percent, which the data has them in.
func (l *leaf) show(v rules.Value) string {
	if in, ok := l.q.(*rules.Input); ok && in.Percent && v.Absent == "" {
		return rules.Decimal(new(big.Rat).Mul(v.Num, big.NewRat(100, 1))) + "%"
	}
	return v.String()
}

func given(r *run, cell int) string {
	var parts []string
	for _, v := range inputs(r, cell) {
		parts = append(parts, v.Name+" = "+v.Value)
	}
	return strings.Join(parts, ", ")
}

// result is what came out in a cell.
func (r *run) result(probe, cell int) string {
	c := r.cols[probe]
	t := r.c.probes[r.root].blocks[probe].Type
	switch {
	case c.Why[cell] != 0:
		return "absent (" + r.plan.Reason(c.Why[cell]).Name + ")"
	case t.Kind == rules.LevelKind:
		return t.Scale.Level(int(c.Code[cell])).ID
	case t.Kind == rules.Number:
		return rules.FloatText(c.Num[cell])
	case t.Kind == rules.TextKind:
		return c.Text[cell]
	}
	return rules.Value{Type: t, Code: int(c.Code[cell])}.String()
}

func (f *proof) then(r *run, cell int) []diag.Value {
	return []diag.Value{{Name: f.b.Name, Value: r.result(f.p.final, cell)}}
}

func (f *proof) witness(r *run, cell int) *diag.Witness {
	return &diag.Witness{Given: inputs(r, cell), Then: f.then(r, cell)}
}

// scope says what a claim is about.
func (f *proof) scope() string {
	if f.narrow {
		return " This is proven for all values present."
	}
	return ""
}

func (f *proof) add(sev diag.Severity, code diag.Code, at rules.Range, summary, detail string) *diag.Diagnostic {
	d := &diag.Diagnostic{Severity: sev, Code: code, Summary: summary, Detail: detail, Range: at}
	f.c.list.Add(d)
	return d
}

// series joins names: a, b and c.
func series(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " " + last + " " + names[len(names)-1]
}

func value(name, text string) diag.Value { return diag.Value{Name: name, Value: text} }
