package prove

import "github.com/rubric-lang/rubric/lang/diag"

// Codes of what a proof finds.
const (
	NeverHolds    diag.Code = "R0405" // a rule, band or row that can never decide
	Uncovered     diag.Code = "R0406" // cases that no rule covers
	RowsOverlap   diag.Code = "R0407"
	Unreachable   diag.Code = "R0408" // a level that is never given
	NoEffect      diag.Code = "R0409" // an input that is read and changes nothing
	LimitsCross   diag.Code = "R0410"
	Falls         diag.Code = "R0412" // a rating that falls when an input improves
	NotProven     diag.Code = "R0413"
	IdleLimit     diag.Code = "R0416"
	RowsUncovered diag.Code = "R0417"
	IdleStep      diag.Code = "R0418" // a step or case that never applies
	fault         diag.Code = "R0901"
)
