package engine

import "github.com/rubric-lang/rubric/lang/diag"

// Codes of problems with data that does not fit a framework.
const (
	MissingColumn diag.Code = "R0530"
	BadValue      diag.Code = "R0531"
	OutOfRange    diag.Code = "R0532"
	DuplicateKey  diag.Code = "R0533"
	EmptyKey      diag.Code = "R0534"
	UnknownMember diag.Code = "R0535"
	Disagreement  diag.Code = "R0536"
	NoKey         diag.Code = "R0537"
	UnknownColumn diag.Code = "R0538" // a column that was named does not exist
	MoreProblems  diag.Code = "R0539"
	BadDecision   diag.Code = "R0540" // a recorded decision that matches nothing or is not allowed
	NoDate        diag.Code = "R0542" // the rules or decisions depend on a date that nobody named
	Orphan        diag.Code = "R0543" // a row without the row that it is within
	Childless     diag.Code = "R0544" // a row that nothing is within
	UnknownEntity diag.Code = "R0541" // an entity that was asked for is not in the data
)
