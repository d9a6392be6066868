package report

import (
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines how bounds are written: the best and worst level that
// missing values still allow, and what is missing.

// boundColumns are the best and worst level and the missing inputs. Where
// nothing can be said the levels are empty and the last column says why.
func boundColumns(name string, b *rules.Block, o *engine.Outcome, labels bool) []column {
	names := levelNames(b.Type.Scale, labels)
	level := func(of func(*engine.Bound) int) func([]byte, int) []byte {
		return func(to []byte, row int) []byte {
			if c := of(o.Bounds[row]); c >= 0 {
				return append(to, names[c]...)
			}
			return to
		}
	}
	return []column{
		words(name+".best", level(func(x *engine.Bound) int { return x.Best })),
		words(name+".worst", level(func(x *engine.Bound) int { return x.Worst })),
		words(name+".missing", func(to []byte, row int) []byte { return append(to, missingText(o.Bounds[row])...) }),
	}
}

func missingText(x *engine.Bound) string {
	text := strings.Join(x.Missing, "; ")
	if x.Unknown != "" {
		text += " (" + x.Unknown + ")"
	}
	return text
}

// bounds writes the bounds of one result as an object.
func (j *jsonText) bounds(s *rules.Scale, x *engine.Bound, labels bool) {
	names := levelNames(s, labels)
	j.key("bounds").raw("{").key("missing").list(x.Missing)
	if x.Unknown != "" {
		j.raw(", ").key("unknown").str(x.Unknown).raw("}")
		return
	}
	if x.Best >= 0 {
		j.raw(", ").key("best").str(names[x.Best]).raw(", ").key("worst").str(names[x.Worst])
	}
	possible := make([]string, len(x.Possible))
	for i, c := range x.Possible {
		possible[i] = names[c]
	}
	j.raw(", ").key("possible").list(possible)
	if x.Absent {
		j.raw(", ").key("or_absent").raw("true")
	}
	j.raw("}")
}
