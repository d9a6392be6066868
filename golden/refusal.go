package golden

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/prove"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines tests of what must be refused: values, data or rules, by the
// codes of the problems that they must get.

// refusal runs a test that expects problems. Each code that is named must occur,
// and no error that is not.
func (s *suite) refusal(t *rules.Test, o *Outcome) error {
	o.Cases = 1
	list, err := s.refused(t)
	if err != nil {
		return err
	}
	var got []diag.Code
	for _, d := range list {
		if !slices.Contains(got, d.Code) {
			got = append(got, d.Code)
		}
		if d.Severity == diag.Error && !slices.Contains(t.Refuses, d.Code) {
			f := s.diagnosed(d)
			if d.Range.Filename == rulesName(t) {
				f.Place, f.Message = o.Place, fmt.Sprintf("line %d of its rules: %s", d.Range.Start.Line, f.Message)
			}
			o.fail(f)
		}
	}
	for _, code := range t.Refuses {
		if slices.Contains(got, code) {
			continue
		}
		f := Failure{Expected: fmt.Sprintf("%s (%s)", code, diag.Title(code)), Actual: "accepted", Place: o.Place}
		if len(got) > 0 {
			f.Actual = "refused, but for " + joinCodes(got)
		}
		o.fail(f)
	}
	if len(o.Failures) > 0 {
		o.Failed = 1
	}
	return nil
}

func joinCodes(list []diag.Code) string {
	var out []string
	for _, c := range list {
		out = append(out, string(c))
	}
	return strings.Join(out, ", ")
}

// refused are the problems of what a test gives.
func (s *suite) refused(t *rules.Test) (diag.List, error) {
	var list diag.List
	for _, a := range t.Given {
		in, ok := a.Quantity.(*rules.Input)
		if !ok || a.Absent != "" {
			continue
		}
		if code, expected := engine.Accepts(in, a.Value); code != "" {
			list.Add(&diag.Diagnostic{Code: code, Summary: fmt.Sprintf("%s = %s", in.Name, a.Value), Detail: "It takes " + expected + ".", Range: a.At})
		}
	}
	if t.Rules != "" {
		more, err := s.withRules(t)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	if t.Data != "" {
		more, err := s.withData(t)
		if err != nil {
			return nil, err
		}
		list = append(list, more...)
	}
	return list, nil
}

// withData are the problems of data.
func (s *suite) withData(t *rules.Test) (diag.List, error) {
	f, err := s.fsys.Open(t.Data)
	if err != nil {
		return diag.List{{Summary: "file that cannot be read", Detail: t.Data + ": " + reason(err) + ".", Range: t.At}}, nil
	}
	defer f.Close()
	tab, list, err := table.Read(f, t.Data, table.Options{})
	if err != nil || list.HasErrors() {
		return list, err
	}
	set, err := readSettings(s.fsys)
	if err != nil {
		return nil, err
	}
	set.bind.Partial = !slices.Contains(t.Refuses, engine.MissingColumn)
	_, more := engine.Bind(s.plan(t.AsOf), []*table.Table{tab}, set.bind)
	return append(list, more...), nil
}

// rulesName is the name under which the rules of a test are read.
func rulesName(t *rules.Test) string { return "(rules of test " + t.Name + ")" }

var ownFramework = regexp.MustCompile(`(?m)^\s*framework\s+"`)

// withRules are the problems that rules have beside those of the framework, or
// in its place.
func (s *suite) withRules(t *rules.Test) (diag.List, error) {
	f, list := lang.Parse(rulesName(t), []byte(t.Rules))
	if f == nil || list.HasErrors() {
		return list, nil
	}
	files := []*lang.File{f}
	if !ownFramework.MatchString(t.Rules) {
		own, _, _, err := lang.ParseDir(s.fsys)
		if err != nil {
			return nil, err
		}
		files = append(own, f)
	}
	fw, more := rules.Load(files, s.fsys)
	list = append(list, more...)
	if fw != nil {
		list = append(list, prove.Check(fw, prove.Options{AsOf: t.AsOf})...)
	}
	return slices.DeleteFunc(list, func(d *diag.Diagnostic) bool { return d.Range.Filename != f.Name && d.Severity != diag.Error }), nil
}
