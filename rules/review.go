package rules

import (
	"cmp"
	"fmt"
	"slices"
)

// This file defines what of a framework should be looked at again, and when.

// Review is one thing that is due on a date.
type Review struct {
	Address string // "parameter.min_sample", with the date that it holds from: "parameter.min_sample.at.2024-04-01"
	Title   string
	Value   string
	Due     string // the date
	Ends    bool   // it no longer holds from that day on; else it should be looked at by then
	Read    string // of a source: when it was read; due is what the caller makes of it
	At      Range
}

// Reviews lists what has a date of review or an end, as seen from a date: values
// and rows that others have replaced by then are left out. again gives the date by
// which a source that was read on another should be read again, "" for never.
func (fw *Framework) Reviews(asOf string, again func(read string) string) []Review {
	var out []Review
	put := func(r Review) {
		if r.Due != "" {
			out = append(out, r)
		}
	}
	put(Review{Address: "framework", Title: fw.Title, Value: fw.ID + " " + fw.Version, Due: fw.InForce.Until, Ends: true, At: fw.At})
	for _, b := range fw.Blocks {
		put(Review{Address: b.Kind.String() + "." + b.Name, Title: b.Title, Due: b.InForce.Until, Ends: true, At: b.At})
	}
	for _, p := range fw.Parameters {
		for i, d := range p.Dated {
			if i+1 < len(p.Dated) && p.Dated[i+1].From <= asOf {
				continue
			}
			put(Review{Address: datedAddress("parameter."+p.Name, d.From), Title: cmp.Or(d.Title, p.Title), Value: d.text(), Due: d.ReviewBy, At: d.At})
		}
	}
	for _, t := range fw.Tables {
		for i, d := range t.Dated {
			if i+1 < len(t.Dated) && t.Dated[i+1].From <= asOf {
				continue
			}
			value := fmt.Sprintf("%d rows", d.End-d.First)
			if d.Unpublished != "" {
				value = "unpublished"
			}
			put(Review{Address: datedAddress("table."+t.Name, d.From), Title: cmp.Or(d.Title, t.Title), Value: value, Due: d.ReviewBy, At: d.At})
		}
	}
	for _, s := range fw.Sources {
		if s.Retrieved != "" {
			put(Review{Address: "source." + s.Name, Title: s.Title, Due: again(s.Retrieved), Read: s.Retrieved, At: s.At})
		}
	}
	slices.SortStableFunc(out, func(a, b Review) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Address, b.Address))
	})
	return out
}

func datedAddress(address, from string) string {
	if from == "" {
		return address
	}
	return address + ".at." + from
}

// text is the value in one line.
func (d *DatedValue) text() string {
	switch {
	case d.Unpublished != "":
		return "unpublished"
	case d.Value != nil:
		return Formula(d.Value)
	case len(d.Per) > 0:
		return fmt.Sprintf("%d values by how many", len(d.Per))
	case len(d.Rounding) > 0:
		return roundings(d.Rounding)
	}
	return "intervals"
}
