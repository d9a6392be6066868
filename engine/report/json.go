package report

import (
	"bufio"
	"io"

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
// its text and of its meaning), data, as_of, and results, a list with an object for
// each row, on a line each. as_of_latest says that nobody asked for the date: it is
// the latest on which the rules change.
func WriteJSON(w io.Writer, res *engine.Result, opt Options) error {
	out := bufio.NewWriterSize(w, 64<<10)
	fw := res.Plan.Framework
	var j jsonText
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
	j.raw(",\n  ").key("results").raw("[")
	if _, err := out.Write(j.b); err != nil {
		return err
	}
	before := "\n    "
	if err := eachObject(out, res, opt, func() string { s := before; before = ",\n    "; return s }); err != nil {
		return err
	}
	end := "\n  ]\n}\n"
	if res.Data.Rows == 0 {
		end = "]\n}\n"
	}
	if _, err := out.WriteString(end); err != nil {
		return err
	}
	return out.Flush()
}

// WriteJSONL writes one object on a line for each row: the objects of the
// results of WriteJSON.
func WriteJSONL(w io.Writer, res *engine.Result, opt Options) error {
	out := bufio.NewWriterSize(w, 64<<10)
	if err := eachObject(out, res, opt, func() string { return "" }); err != nil {
		return err
	}
	if res.Data.Rows > 0 {
		if err := out.WriteByte('\n'); err != nil {
			return err
		}
	}
	return out.Flush()
}

// eachObject writes the rows. before gives what stands before a row; an empty
// text stands for a line each.
func eachObject(out *bufio.Writer, res *engine.Result, opt Options, before func() string) error {
	published, steps := shownBlocks(res, opt.All)
	var j jsonText
	for row := range res.Data.Rows {
		j.b = j.b[:0]
		if s := before(); s != "" {
			j.raw(s)
		} else if row > 0 {
			j.raw("\n")
		}
		j.raw("{").key("key").raw("{")
		for k, name := range res.Data.KeyNames {
			j.comma(k).key(name).str(res.Data.Keys[k][row])
		}
		j.raw("}, ").key("results")
		j.blocks(res, published, row, opt)
		if opt.All {
			j.raw(", ").key("steps")
			j.blocks(res, steps, row, opt)
		}
		j.raw("}")
		if _, err := out.Write(j.b); err != nil {
			return err
		}
	}
	return nil
}

// blocks writes an object with the result of each block.
func (j *jsonText) blocks(res *engine.Result, blocks []*rules.Block, row int, opt Options) {
	j.raw("{")
	for i, b := range blocks {
		j.comma(i).key(b.Name)
		j.members(res, b, row, opt)
	}
	j.raw("}")
}

// members writes the result of a block, or a list with one for each member.
func (j *jsonText) members(res *engine.Result, b *rules.Block, row int, opt Options) {
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
func (j *jsonText) outcome(res *engine.Result, b *rules.Block, o *engine.Outcome, row int, opt Options, members []string) {
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
func (j *jsonText) value(res *engine.Result, c *engine.Column, t rules.Type, row int, labels bool) {
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
