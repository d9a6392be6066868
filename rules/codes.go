package rules

import "github.com/rubric-lang/rubric/lang/diag"

// Codes of problems with names, types and the logic that shows without running
// anything. The codes of what a proof finds stand in package engine/prove.
const (
	DuplicateName diag.Code = "R0210"
	UnknownName   diag.Code = "R0211"
	UnknownLevel  diag.Code = "R0212"
	NoFramework   diag.Code = "R0213"
	WrongEdition  diag.Code = "R0214"
	FileTrouble   diag.Code = "R0215"
	WrongRows     diag.Code = "R0216"
	WrongValue    diag.Code = "R0217" // an attribute's value is written in the wrong way
	Contradiction diag.Code = "R0218" // attributes or blocks that cannot stand together
	ScaleShape    diag.Code = "R0219"
	Circular      diag.Code = "R0220"
	DateOrder     diag.Code = "R0221"

	WrongType   diag.Code = "R0301"
	WrongUnits  diag.Code = "R0302"
	LeftOver    diag.Code = "R0303" // an entity that is left over
	WrongArgs   diag.Code = "R0304"
	Ambiguous   diag.Code = "R0305"
	NotOrdered  diag.Code = "R0306"
	NotAligned  diag.Code = "R0307" // two lists that do not have the same members
	NotConstant diag.Code = "R0308"

	WrongTotal   diag.Code = "R0401"
	BandGap      diag.Code = "R0402"
	BandOverlap  diag.Code = "R0403"
	BandDecimals diag.Code = "R0404"
	WrongNeed    diag.Code = "R0414"
	NotRounded   diag.Code = "R0415" // a computed value meets cut-offs without being rounded
)
