package lang

import "github.com/rubric-lang/rubric/lang/diag"

// Codes of problems with the structure of a rule file.
const (
	NotFormula   diag.Code = "R0120" // an HCL expression that rubric does not have
	UnknownBlock diag.Code = "R0201"
	UnknownAttr  diag.Code = "R0202"
	MissingAttr  diag.Code = "R0203"
	WrongLabels  diag.Code = "R0204"
	Repeated     diag.Code = "R0205"
)
