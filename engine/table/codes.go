package table

import "github.com/rubric-lang/rubric/lang/diag"

// The problems that raw data can have, before anything is known about the
// types of its columns. R0501 to R0529 belong to this package.
const (
	CodeEmpty           diag.Code = "R0501" // no header
	CodeNotText         diag.Code = "R0502" // a workbook, Parquet, UTF-16, …
	CodeBadPacked       diag.Code = "R0503" // truncated or corrupt
	CodeBadText         diag.Code = "R0504" // not UTF-8, or a NUL character
	CodeRaggedRow       diag.Code = "R0505" // more or fewer cells than the header
	CodeUnclosedQuote   diag.Code = "R0506" // up to the end of the file or the limit
	CodeStrayQuote      diag.Code = "R0507" // inside a cell that is not quoted, or before its end
	CodeDuplicateColumn diag.Code = "R0508" // the same name twice
	CodeUnnamedColumn   diag.Code = "R0509" // warning: an empty name
	CodeDelimiter       diag.Code = "R0510" // warning: one column, and it contains ; or a tab
	CodeLongRecord      diag.Code = "R0511" // longer than Limits.Record
	CodeManyColumns     diag.Code = "R0512" // more than Limits.Columns
	CodeTooMuchData     diag.Code = "R0513" // more than Limits.Cells or Limits.Bytes
	CodeBadJSON         diag.Code = "R0514" // not JSON at all
	CodeNotAnObject     diag.Code = "R0515" // JSON, but not an object
	CodeNestedValue     diag.Code = "R0516" // an object or array as a value
	CodeDuplicateKey    diag.Code = "R0517" // the same key twice in one object
	CodeLineEnds        diag.Code = "R0518" // lines that end with a carriage return alone
	CodeMoreProblems    diag.Code = "R0529" // the count of those beyond Limits.Problems
)
