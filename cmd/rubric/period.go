package main

// This file defines dates on the command line: the one for which ratings are made,
// which must be one on which the rules hold, and lengths of time.

import (
	"strconv"
	"strings"
	"time"

	"github.com/rubric-lang/rubric/rules"
)

// inPeriod refuses a date on which the rules do not hold. Where each row has a date
// of its own, the row's results say so instead.
func inPeriod(fw *rules.Framework, asOf string) error {
	if asOf == "" || fw.DatedBy != nil || fw.InForce.Holds(asOf) {
		return nil
	}
	return fail(exitUsage, "the rules of %s %s are in force %s, not on %s, and no rule is taken to hold longer than it says. Choose a date of that time, or the version of the rules for that date", fw.ID, fw.Version, fw.InForce, asOf)
}

// isDate refuses what is no date.
func isDate(flag, text string) error {
	if _, ok := rules.Days(text); text != "" && !ok {
		return fail(exitUsage, "--%s takes a date such as 2026-04-01, not %q", flag, text)
	}
	return nil
}

// span is a length of time.
type span struct{ days, months int }

// readSpan reads a length of time: "90 days", "6 months" or "2 years".
func readSpan(flag, text string) (span, error) {
	n, unit, _ := strings.Cut(strings.TrimSpace(text), " ")
	k, err := strconv.Atoi(n)
	if err == nil && k >= 0 {
		switch strings.TrimSuffix(unit, "s") {
		case "day":
			return span{days: k}, nil
		case "month":
			return span{months: k}, nil
		case "year":
			return span{months: 12 * k}, nil
		}
	}
	return span{}, fail(exitUsage, "--%s takes a length of time such as \"90 days\", \"6 months\" or \"2 years\", not %q", flag, text)
}

// after is the day that lies a span after a date, or the last of its month.
func (s span) after(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	first := time.Date(t.Year(), t.Month()+time.Month(s.months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1+s.days).Format(time.DateOnly)
}
