// Package lang is what a rule file looks like. It knows the blocks and their
// attributes, the two grammars and where everything stands; it does not know what
// a name refers to or what type it has. That is for package rules to say.
//
// # Contract
//
// ParseDir reads the rule files of a directory, Parse one text. Both collect all
// problems and return what could be read. Files are limited in size and nesting by
// a scan of their tokens before any parser sees them. Format lays a file out and
// changes nothing but white space.
//
// HCL is the carrier. Each attribute has one kind of content, which the schema
// states: a name, a constant, a formula (an expression), or a sentence, interval or
// coverage (a quoted text with a grammar of its own). Formulas and sentences become
// trees of this package, with the exact place of every node; HCL, cty and
// participle do not show through.
//
// # Glossary
//
//	carrier    HCL: blocks, attributes, comments
//	schema     which blocks and attributes there are and what each takes; one
//	           table, from which the reference and the checks are made
//	formula    an expression: 1000 * falls / bed_days
//	sentence   a counting condition: 2 or more are inadequate
//	interval   a span of numbers: 63 to below 88
//	coverage   how many members must be there: at least 7 of 10
//	wording    a sentence printed back in the one canonical way
//
// # Where to start
//
// schema.go is the language as a table; parse.go the way from bytes to a File;
// formula.go and sentence_grammar.go the two grammars; expr.go the tree that both
// become. SPEC.md is the reference for people who write rules, DECISIONS.md says
// why things are as they are. Package diag (a part) is how problems are reported.
package lang
