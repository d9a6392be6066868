package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/golden"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines the comparison of the aggregation of trusts with cases that
// were derived from the published principles: a list of ratings, and what they
// make together. Each becomes a trust with all its levels.

// aggregationCase is a row of the file of cases.
type aggregationCase struct {
	set      string // nhs_2017_4to8
	ratings  []string
	expected string
}

// name says which case it is: its set, and its ratings in short.
func (c *aggregationCase) name() string {
	var parts []string
	for i, n := 0, 0; i < len(c.ratings); i += n {
		for n = 1; i+n < len(c.ratings) && c.ratings[i+n] == c.ratings[i]; n++ {
		}
		parts = append(parts, fmt.Sprintf("%d %s", n, c.ratings[i]))
	}
	return c.set + " (" + strings.Join(parts, ", ") + ": " + c.expected + ")"
}

// otherCases is how many rows of the file are about locations of adult social care,
// and about schools.
const otherCases = 13

// compareAggregation rates a trust for each case and looks at the results of the
// levels that the case speaks of: five ratings make a service, a location and a
// trust; six, with use of resources, the combined rating.
func compareAggregation(root, cases string) ([]*outcome, error) {
	all, others, err := readAggregation(filepath.Join(cases, "cqc_locations", "aggregation_cases.csv"))
	if err != nil {
		return nil, err
	}
	res, err := rateAggregation(filepath.Join(root, "examples", "cqc_trust"), all)
	if err != nil {
		return nil, err
	}
	var out []*outcome
	for _, x := range []struct {
		block, what string
		ratings     int // of a case that speaks of the block
		rows        int // that are known
	}{
		{"combined", "trusts with six ratings as derived", 6, 2},
		{"overall", "trusts with five ratings as derived", 5, 1},
		{"location_overall", "locations with five ratings as derived", 5, 4},
		{"service_overall", "services with five ratings as derived", 5, 16},
	} {
		o := &outcome{block: x.block, groups: []group{{what: x.what, rows: x.rows}}, good: make([]int, 1), count: make([]int, 1)}
		for i, c := range all {
			if len(c.ratings) == x.ratings {
				if err := o.addCase(res, c, fmt.Sprintf("T%d", i)); err != nil {
					return nil, err
				}
				o.departs = append(o.departs, c.name())
			}
		}
		if o.count[0] != x.rows {
			o.wrong = append(o.wrong, fmt.Sprintf("%s rows are known of %q", number(x.rows), x.what))
		}
		if others != otherCases {
			o.wrong = append(o.wrong, fmt.Sprintf("%s cases of other frameworks, not %s", number(others), number(otherCases)))
		}
		out = append(out, o)
	}
	return out, nil
}

// addCase looks at all rows of one trust.
func (o *outcome) addCase(res *engine.Result, c *aggregationCase, trust string) error {
	for _, b := range res.Plan.Framework.Publish {
		if b.Name != o.block {
			continue
		}
		col, space := res.Outcomes[b][0].Final, res.Data.SpaceOf(rules.Grain(b.For))
		for i := range space.Rows {
			key := space.KeyText(i)
			if key != trust && !strings.HasPrefix(key, trust+"/") {
				continue
			}
			r := &row{key: key, published: c.expected, block: b, column: col, at: i, reason: res.Plan.Reason(col.Why[i]).Name}
			o.count[0]++
			if levelNamed(b.Scale, c.expected) == col.Code[i] && r.present() {
				o.good[0]++
			} else {
				o.wrong = append(o.wrong, fmt.Sprintf("%s: %s is %s", c.name(), key, r.text()))
			}
		}
		return nil
	}
	return fmt.Errorf("no result %s", o.block)
}

// levelNamed is the code of the level with that label, whatever its capitals.
func levelNamed(s *rules.Scale, label string) int32 {
	for i, l := range s.Levels {
		if strings.EqualFold(l.Label, label) {
			return int32(i)
		}
	}
	return -1
}

// readAggregation reads the cases on trusts, and counts the others.
func readAggregation(name string) (out []*aggregationCase, others int, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) == 0 || strings.Join(rows[0][:3], ",") != "framework,inputs,expected" {
		return nil, 0, errors.Join(err, fmt.Errorf("%s is not the file of cases", name))
	}
	for _, r := range rows[1:] {
		if !strings.HasPrefix(r[0], "nhs_") {
			others++
			continue
		}
		out = append(out, &aggregationCase{r[0], strings.Split(r[1], ","), r[2]})
	}
	return out, others, nil
}

// rateAggregation makes a trust of each case: four locations with four services
// each, all with the same five ratings, so that the lines of the tables that are
// used on the way up are those that are published.
func rateAggregation(dir string, cases []*aggregationCase) (*engine.Result, error) {
	trusts := [][]string{{"trust_code", "trust_name", "trust_type", "reported_on", "trust_well_led", "core_services_inspected", "previous_overall", "use_of_resources"}}
	locations := [][]string{{"location_id", "location_name", "trust_code", "location_acquired_on"}}
	services := [][]string{{"location_id", "service", "significantly_small", "service_acquired_on"}}
	ratings := [][]string{{"location_id", "service", "question", "rating", "requirement_notice", "warning_notice"}}
	for i, c := range cases {
		trust, resources := fmt.Sprintf("T%d", i), ""
		if len(c.ratings) < len(questions) {
			return nil, fmt.Errorf("%s has fewer ratings than there are key questions", c.name())
		}
		if len(c.ratings) > len(questions) {
			resources = capital(c.ratings[len(questions)])
		}
		trusts = append(trusts, []string{trust, "", "acute", "2019-01-01", capital(c.ratings[4]), "yes", "", resources})
		for l := range 4 {
			location := fmt.Sprintf("%s/L%d", trust, l)
			locations = append(locations, []string{location, "", trust, ""})
			for s := range 4 {
				service := fmt.Sprintf("S%d", s)
				services = append(services, []string{location, service, "no", ""})
				for k, q := range questions {
					ratings = append(ratings, []string{location, service, q, capital(c.ratings[k]), "", ""})
				}
			}
		}
	}
	loaded, err := golden.Load(golden.Dir(dir))
	if err != nil {
		return nil, err
	}
	if loaded.Framework == nil {
		return nil, errors.New("its rules have errors")
	}
	plan := engine.Compile(loaded.Framework, engine.Options{})
	var tables []*table.Table
	for _, rows := range [][][]string{trusts, locations, services, ratings} {
		var text strings.Builder
		if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
			return nil, err
		}
		t, _, err := table.Read(strings.NewReader(text.String()), rows[0][0], table.Options{})
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	d, list := engine.Bind(plan, tables, engine.BindOptions{})
	if list.HasErrors() {
		return nil, fmt.Errorf("the data does not fit: %s %s", list[0].Summary, list[0].Detail)
	}
	return plan.Run(context.Background(), d, engine.RunOptions{})
}

// capital writes a rating as the data does.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
