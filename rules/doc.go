// Package rules is what rule files mean: every name resolved, every formula
// typed. It is Go code; rule files are in the folder examples.
//
// # Contract
//
// Read parses a directory with those that its amend and use blocks name, and
// Directory.Load gives the Framework of one of its variants, or all the problems
// that keep it from being one; Load does both for a directory by itself. A
// Framework in hand is valid: types fit, nothing rests on itself, bands neither gap
// nor overlap. It is never changed after Load and may be shared between goroutines.
// Blocks stand in an order in which each comes after what it reads.
//
// What rules say about absent members (missing = exclude, worst, a value) is
// written into the tree here: Block.Members has the policy applied, Block.Raw has
// the members as written, for coverage and for explanations. Who evaluates a
// Framework need not know of policies.
//
// # Glossary
//
//	framework   a methodology: all rule files of one directory
//	entity      a dimension; its members are rated, or are what members are made of
//	quantity    what a name in a formula stands for: input, parameter or block
//	input       a column of the data
//	parameter   a policy figure with a name, perhaps dated
//	block       anything computed: derive, indicator, group or rating, all with the
//	            same stages
//	stage       a step of a block: applies, value, round, grade, adjust, limits, ...
//	scale       levels, best first; states stand off the ladder
//	level       a rung of a scale; its code is its place, so a smaller code is better
//	absence     having no value, with one reason
//	list        several values by member; a Part of it is one member or an entity
//	amendment   changes to another directory (a version) or, by a name, to this one
//	variant     a directory with named amendments applied
//	address     of a block or what is in it: indicator.falls_rate.round
//	source      the document that a figure comes from; its standing taints what
//	            rests on it
//
// # Where to start
//
// variant.go is how blocks of several directories become those of one framework,
// before anything is typed. framework.go, quantity.go and computed.go have the
// types, load.go the ordered list of passes, expr.go the typed tree, check_expr.go
// the type rules. How a Framework is computed is said in package engine, what holds
// of it before there is data in package engine/prove.
package rules
