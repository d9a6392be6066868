package byrow

import "time"

// This file defines how dates are counted.

func day(days int) time.Time { return time.Unix(int64(days)*86400, 0).UTC() }

// monthsBetween is how many whole months lie between two days: a month is whole
// where the same day of the month is reached. It is negative if b is before a.
func monthsBetween(a, b int) int {
	if b < a {
		return -monthsBetween(b, a)
	}
	x, y := day(a), day(b)
	n := (y.Year()-x.Year())*12 + int(y.Month()) - int(x.Month())
	if y.Day() < x.Day() {
		n--
	}
	return n
}

// addMonths is the same day n months later, or the last day of that month.
func addMonths(days, n int) int {
	d := day(days)
	first := time.Date(d.Year(), d.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return int(first.AddDate(0, 0, min(d.Day(), last)-1).Unix() / 86400)
}

// between counts days, months or years from x to y.
func between(unit string, x, y Value) Value {
	if v, ok := firstAbsent(x, y); ok {
		return v
	}
	switch unit {
	case "days_between":
		return whole(y.Code - x.Code)
	case "months_between":
		return whole(monthsBetween(x.Code, y.Code))
	}
	return whole(monthsBetween(x.Code, y.Code) / 12)
}
