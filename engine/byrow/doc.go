// Package byrow runs a framework one entity at a time: the second executor.
//
// It implements the evaluation model of package engine without sharing a line
// with it, so that the two can be held to each other in property tests. It also
// confirms the witnesses of the checker. It is the only package that imports
// github.com/expr-lang/expr.
//
// Every scalar formula of the typed tree is lowered to expr's syntax tree, must
// pass expr's checker, is compiled by expr's compiler and run by expr's VM. The
// operators and && || ! and ?: are functions of rules.Value, because numbers are
// exact and conditions are three-valued. expr's own functions are off. Lists,
// counts, tables and the stages of a block are Go code around the compiled
// formulas: the formula of a list's element runs once for each member, with the
// member set in the context.
//
// Numbers are exact (*big.Rat). Two guards keep them from growing without end:
// pow is absent (undefined) where its exponent is below -1024 or above 1024, or
// where the base's longer part times a whole exponent comes to more than 65,536
// bits; a root, logarithm or power that float64 cannot hold is absent
// (undefined) too.
//
// A Program may be used by several goroutines, a Row by one.
//
// # Where the evaluation model leaves a choice
//
// A group member whose own applies is undecided is absent with that reason, and
// exclude does not leave it out. A member that need must include is absent too
// where it is not applicable. Where need does not hold and the block has rules
// but no value, the level is absent (coverage). The value stage of a block that
// has none is absent (uncovered).
//
// A share of no members is undecided (empty). A count whose own threshold is
// absent carries that reason. weighted_mean and weighted_sum are absent with the
// reason of the first absent value, then of the first absent weight; a weight is
// 1 where none is given. geometric_mean is computed in float64, in the order of
// the list, and snapped once.
//
// Months and years between dates are counted by the day of the month; evidence
// is valid until the same day, or the last day of the month, n months later. In
// a table the worst of numbers is the smallest; two rows of a unique table that
// hold and differ are undecided. A limit at a state is undecided, since nothing
// is better or worse than a state. Bands that were never published leave the
// value as it is; marks are not set then.
package byrow
