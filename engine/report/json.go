package report

import (
	"bufio"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines results as JSON.

// FormatVersion is the version of the JSON that WriteJSON writes. It changes
// when a reader of the older form could misread the newer one.
const FormatVersion = 1

// Envelope is what WriteJSON cannot know from the result.
type Envelope struct {
	Tool string // the tool and its version
}

// WriteJSON writes one object: format_version, tool, framework (with the digests of
// its text and of its meaning), data, as_of, as_of_latest (nobody asked for the date:
// it is the latest on which the rules change),
// headers (the published headers, where the framework gives any), supplied (the
// blocks that the data supplied, and the columns), made_up (how many values of
// inputs the rules put in where the data has none), and results, a list with an
// object for each row of the framework's entity, on a line each. What is published
// for other entities stands beside it in levels, a list by the name of each entity,
// and figures of everyone in one object, everyone.
func WriteJSON(w io.Writer, res *engine.Result, opt Options) error {
	out := bufio.NewWriterSize(w, 64<<10)
	var j jsonText
	j.head(res, opt)
	levels := Levels(res, opt.All)
	for i, l := range levels {
		v := at(res, &l)
		switch {
		case i == 0:
		case l.Entity == nil:
			j.raw(",\n  ").key(Everyone)
		default:
			if i == 1 {
				j.raw(",\n  ").key("levels").raw("{\n    ")
			} else {
				j.raw(",\n    ")
			}
			j.key(l.Entity.Name).raw("[")
		}
		before, end := beforeRow, afterRows
		if i > 0 {
			before, end = beforeRow+"  ", "\n    ]"
		}
		switch {
		case l.Entity == nil:
			before, end = "", ""
		case v.rows == 0:
			end = "]"
		}
		object := v.object(opt)
		for row := range v.rows {
			j.raw(word(row == 0, "", ",")).raw(before)
			object(&j, row)
			if _, err := out.Write(j.b); err != nil {
				return err
			}
			j.b = j.b[:0]
		}
		if j.raw(end); i > 0 && l.Entity != nil && (i+1 == len(levels) || levels[i+1].Entity == nil) {
			j.raw("\n  }") // of levels
		}
	}
	if _, err := out.Write(append(j.b, afterAll...)); err != nil {
		return err
	}
	return out.Flush()
}

// What stands around the results of the first level.
const (
	beforeRow = "\n    " // each but the first behind a comma
	afterRows = "\n  ]"
	afterAll  = "\n}\n"
)

// head writes all that stands before the results of the first level.
func (j *jsonText) head(res *engine.Result, opt Options) {
	fw := res.Plan.Framework
	j.raw("{\n  ").key("format_version").number(float64(FormatVersion)).raw(",\n  ")
	j.key("tool").str(opt.Envelope.Tool).raw(",\n  ")
	j.key("framework").raw("{").key("id").str(fw.ID).raw(", ").key("version").str(fw.Version).raw(", ")
	if fw.Variant != "" {
		j.key("variant").str(fw.Variant).raw(", ")
	}
	j.key("title").str(fw.Title).raw(", ").key("digest").str(fw.Digest).raw(", ").key("meaning").str(fw.MeaningDigest()).raw("},\n  ")
	j.key("data").raw("{").key("digest").str(res.Data.Digest).raw(", ").key("files").list(res.Data.Files).raw("},\n  ")
	j.key("as_of")
	if res.Plan.AsOf == "" {
		j.raw("null")
	} else {
		j.str(res.Plan.AsOf)
		if res.Plan.Latest {
			j.raw(",\n  ").key("as_of_latest").raw("true")
		}
	}
	j.headers(res)
	j.supplied(res)
	j.madeUp(res)
	j.raw(",\n  ").key("results").raw("[")
}

// headers names the published headers of results, where the framework gives any.
func (j *jsonText) headers(res *engine.Result) {
	n := 0
	for _, l := range Levels(res, false) {
		v := at(res, &l)
		published, _ := v.blocks(false)
		for _, b := range published {
			for _, o := range res.Outcomes[b] {
				h := header(v, b, o)
				if h == "" {
					continue
				}
				if n == 0 {
					j.raw(",\n  ").key("headers").raw("{")
				}
				j.comma(n).key(strings.Join(append([]string{b.Name}, memberNames(v, b, o)...), ".")).str(h)
				n++
			}
		}
	}
	if n > 0 {
		j.raw("}")
	}
}

// supplied names the results that the data supplied, and the columns.
func (j *jsonText) supplied(res *engine.Result) {
	for i, name := range slices.Sorted(maps.Keys(res.Data.Supplied)) {
		if i == 0 {
			j.raw(",\n  ").key("supplied").raw("{")
		}
		j.comma(i).key(name).str(res.Data.Supplied[name])
	}
	if len(res.Data.Supplied) > 0 {
		j.raw("}")
	}
}

// madeUp counts the values of inputs that the rules made up.
func (j *jsonText) madeUp(res *engine.Result) {
	list := res.MadeUp()
	for i, m := range list {
		if i == 0 {
			j.raw(",\n  ").key("made_up").raw("{")
		}
		j.comma(i).key(m.Input.Name).number(float64(m.Rows))
	}
	if len(list) > 0 {
		j.raw("}")
	}
}

// object is what appends the object of a row.
func (v *view) object(opt Options) func(j *jsonText, row int) {
	published, steps := v.blocks(opt.All)
	return func(j *jsonText, row int) {
		j.raw("{")
		v.names(j, row)
		j.key("results")
		j.blocks(v, published, row, opt)
		if opt.All {
			j.raw(", ").key("steps")
			j.blocks(v, steps, row, opt)
		}
		j.raw("}")
	}
}

// names writes the key of a row, and the keys of what it is within.
func (v *view) names(j *jsonText, row int) {
	if v.space == nil {
		return
	}
	j.key("key").raw("{")
	for k, name := range v.space.KeyNames {
		j.comma(k).key(name).str(v.space.Keys[k][row])
	}
	j.raw("}, ")
	n := 0
	for _, a := range v.up {
		for k, name := range a.space.KeyNames {
			if a.row[row] < 0 || slices.Contains(v.space.KeyNames, name) {
				continue
			}
			if n == 0 {
				j.key("within").raw("{")
			}
			j.comma(n).key(name).str(a.space.Keys[k][a.row[row]])
			n++
		}
	}
	if n > 0 {
		j.raw("}, ")
	}
}

// blocks writes an object with the result of each block.
func (j *jsonText) blocks(res *view, blocks []*rules.Block, row int, opt Options) {
	j.raw("{")
	for i, b := range blocks {
		j.comma(i).key(b.Name)
		j.members(res, b, row, opt)
	}
	j.raw("}")
}

// members writes the result of a block, or a list with one for each member.
func (j *jsonText) members(res *view, b *rules.Block, row int, opt Options) {
	outcomes := res.Outcomes[b]
	if len(outcomes) == 1 && len(outcomes[0].Members) == 0 {
		j.outcome(res, b, outcomes[0], row, opt, nil)
		return
	}
	j.raw("[")
	for k, o := range outcomes {
		j.comma(k)
		j.outcome(res, b, o, row, opt, memberNames(res, b, o))
	}
	j.raw("]")
}

// outcome writes one result as an object: which members it is for, what it is
// (level, state, number, answer, text, date or member; else absent), and what
// changed it.
func (j *jsonText) outcome(res *view, b *rules.Block, o *engine.Outcome, row int, opt Options, members []string) {
	j.raw("{")
	if len(members) > 0 {
		j.key("members").list(members).raw(", ")
	}
	j.value(res, o.Final, b.Type, row, opt.Labels)
	if opt.All && o.Value != nil && o.Value.Why[row] == 0 {
		j.raw(", ").key("value").number(o.Value.Num[row])
	}
	if l := limitNames(b, o, row); l != nil {
		j.raw(", ").key("limits").list(l)
	}
	if m := markNames(b, o, row); m != nil {
		j.raw(", ").key("marks").list(m)
	}
	if o.Bounds != nil {
		j.raw(", ").bounds(b.Type.Scale, o.Bounds[row], opt.Labels)
	}
	if d := decision(o, row); d != nil {
		j.raw(", ").key("override").raw("{").key("by").str(d.By)
		for _, part := range [][2]string{{"reason", d.Reason}, {"evidence", d.Evidence}, {"until", d.Until}} {
			if part[1] != "" {
				j.raw(", ").key(part[0]).str(part[1])
			}
		}
		j.raw("}")
	}
	j.raw("}")
}

// value writes the key and value that say what a result is.
func (j *jsonText) value(res *view, c *engine.Column, t rules.Type, row int, labels bool) {
	if w := c.Why[row]; w != 0 {
		j.key("absent").str(res.Plan.Reason(w).Name)
		return
	}
	switch c.Kind {
	case rules.Number:
		j.key("number").number(c.Num[row])
	case rules.Bool:
		j.key("answer").raw(map[int32]string{0: "false", 1: "true"}[c.Code[row]])
	case rules.LevelKind:
		j.level(t.Scale, int(c.Code[row]), labels)
	case rules.DateKind:
		j.key("date").str(rules.DateText(int(c.Code[row])))
	case rules.MemberKind:
		j.key("member").str(memberText(res, t.Entity, int(c.Code[row])))
	default:
		j.key("text").str(c.Text[row])
	}
}

func (j *jsonText) level(s *rules.Scale, code int, labels bool) {
	lv := s.Level(code)
	switch {
	case s.IsState(code):
		j.key("state").str(lv.ID)
	case lv.Number != nil:
		j.key("level").raw(lv.ID)
	default:
		j.key("level").str(lv.ID)
	}
	if labels {
		j.raw(", ").key("label").str(lv.Label)
	}
}
