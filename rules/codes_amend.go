package rules

import "github.com/rubric-lang/rubric/lang/diag"

// Codes of problems with amendments, variants and shared definitions, R0240 to
// R0259.
const (
	NothingToAmend  diag.Code = "R0240" // a patch of a block that is not there
	NothingToRemove diag.Code = "R0241"
	NoDirectory     diag.Code = "R0242" // a directory that amend or use cannot read
	DirectoryCircle diag.Code = "R0243"
	UnknownVariant  diag.Code = "R0244" // extends what is not there, or itself
	Disagreement    diag.Code = "R0245" // two amendments that are joined set one thing differently
	TwoWays         diag.Code = "R0246" // an amendment adds a second way to say one thing
	StandsInBoth    diag.Code = "R0247" // a block of this directory and of another
	NoDefinition    diag.Code = "R0248" // only names what the directory has not
	SecondBase      diag.Code = "R0249" // two directories amended, or extends on one
	NoChange        diag.Code = "R0250" // an amendment that changes nothing
	NoPlace         diag.Code = "R0251" // before names what is not there
	Unclear         diag.Code = "R0252" // an address that several blocks have
	Inherits        diag.Code = "R0259" // what an amended block keeps
)
