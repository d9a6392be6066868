package rules

import "github.com/rubric-lang/rubric/lang/diag"

// Codes of problems with dates: what holds when.
const (
	DateGap      diag.Code = "R0222" // a figure or table that begins after what reads it
	DateOutside  diag.Code = "R0223" // a value or rows that no date of the framework chooses
	PartOfPeriod diag.Code = "R0224" // a block that holds for a part of the time for which it is read
	NeverInForce diag.Code = "R0225" // a block whose period lies outside the framework's
	ReviewEarly  diag.Code = "R0226" // a review before the value that it is about
)
