// Package engine runs a framework over data and explains what came out.
//
// The line is Compile (framework → Plan), Bind (tables → Dataset), Run (Plan,
// Dataset → Result) and Explain (one entity → Trace). The package knows no
// files, no network and no globals; it reads table.Table values and gives
// columns back.
//
// # Evaluation model
//
// This is the meaning of a framework. The column kernels of this package and
// the row-by-row executor of package byrow both implement it, independently;
// property tests hold them to each other.
//
// Context. A formula is evaluated in a context that holds one member for each
// entity that its block is for. The framework's entity is the row axis: its
// members are the rows of a vector. Every other entity is a member axis: its
// members are few, and a quantity has one column for each. A quantity is read
// for the context's members, for a member that is indexed, or, inside each(E),
// for every member of E (only those of the context's member of an ancestor of E,
// where the part says Restrict).
//
// Numbers are rational: decimals as written, and what + - * / make of them.
// sqrt, ln, log10, exp, geometric_mean and pow with a broken exponent yield the
// float64 result of Go's math package for the float64 nearest to the argument,
// snapped to 15 significant decimal digits, which is then an exact decimal.
// Comparisons, bands, roundings and ties are decided on the rational value.
//
// Absence. A value is present, or absent with one reason. An operator with an
// absent operand is absent with the reason of the first absent operand, in the
// order of the text. Division by zero is absent (undefined), as are a root or
// logarithm of what has none, and clamp between bounds that cross. A level that
// has no number of that name is absent (uncovered). A state of a scale is present; its number
// (LevelNumber) and any order comparison with it are absent (off_ladder); it is
// equal only to itself.
//
// Conditions are three-valued: a condition is true, false or absent (undecided).
// a && b is false if either is false, else absent if either is absent, else
// true; a || b likewise. !absent is absent. A comparison with an absent operand
// is absent with its reason. if ? x : y with an absent condition is x if x and y
// are both present and equal, else absent with the condition's reason; only the
// way that is taken is looked at otherwise. is_present, absent(x, r) and
// is_rated are never absent. coalesce gives the first operand that is present,
// else the reason of the first.
//
// Lists. The elements of a list are those of its parts in order; a part over an
// entity has one element for each member m for which Cond is true (a member
// whose Cond is false is not there; where Cond is absent the whole function is
// absent with that reason). An element whose Base is absent is not there. In
// group members, an element whose Applies is false is not applicable: absent
// (not_applicable). count of conditions is how many are true, absent if one is
// absent; count of anything else is how many elements there are, present or
// not. sum, mean, min, max, ... are absent with the reason of the first absent
// element, then of the first absent weight, before undefined and off_ladder. Of
// no elements, sum, weighted_sum and count are 0; any is false; all is absent
// (empty), and so are the others. any and all are three-valued like || and &&.
//
// Counting sentences (Count). Elements whose Members value is absent
// (not_applicable) are left out; with Rated, also those that are absent or a
// state. Let N be how many are left, t how many have Bools true, u how many have
// it absent. "k or more" is true if t >= k, false if t+u < k, else absent
// (undecided); "k or fewer" is true if t+u <= k, false if t > k; "exactly k" is
// true if t = k and u = 0, false if t > k or t+u < k; "more than k" and "fewer
// than k" likewise; "k to m" both; all is t+u = N and u = 0, "all but at most k"
// is "N-k or more", "none" is exactly 0. A share k% compares t/N. For All with
// N = 0: undecided (empty), but true for the rest. A parameter "per" is looked
// up with the number of elements that are rated (present and no state). An
// undecided count is absent with the reason "undecided".
//
// Group members (the list that score reads). not_applicable elements are left
// out always. missing = fail leaves absent ones in, so that the score is absent;
// exclude leaves them out; worst and best put in the worst or best level of the
// element's scale (for numbers: the end of the input's range that better says);
// a value puts in that value. weighted_mean is sum(w*x)/sum(w) over what is in.
// need is tested first: over the applicable elements, N of them, p present (or,
// of weight, the weight of the present against the weight of all applicable);
// where it does not hold, or an Including member is absent, the value is absent
// (coverage). The members that rules and sentences read are the elements as
// they are, with replacements (worst, best, a value) put in, and absent ones
// left out where missing = exclude.
//
// Input stages. The text of the data is read: a spelling named in absent, else
// "" (not_reported) → absent; else a value of the type (percent is divided by
// 100). Then applies: false → absent (not_applicable), undecided → absent. Then
// age: evidence before not_before, or older than valid_for at as_of, → absent
// (too_old); no date → absent with the date's reason. Then missing: what is
// absent for another reason than not_applicable is replaced.
//
// Block stages, in order.
//
//  1. in_force: on a date outside it the block is absent (not_in_force).
//  2. applies: false → absent (not_applicable), or the state of else; undecided
//     → absent with its reason. Nothing below is looked at, limits included.
//  3. value: a formula; or cases, the first that is true (an undecided case
//     makes the value absent (undecided), unless all values still possible are
//     present and equal); no case → absent (uncovered); or the score over members.
//     Where rules or a table stand beside cases that give levels, the loader
//     makes them a block of their own, NAME.by_rules, and the value of a last
//     case; the block then has no grade.
//     weight adds up the weights of the members that are in and present;
//     decided_by is absent with the reason of the score.
//  4. round: each rounding in order, decided on the rational value. Names read
//     the rounded value; .unrounded the one before.
//  5. grade. unpublished: absent (unpublished), and so is the value unless only
//     the bands are unpublished; limits may still decide the result. bands: the band that holds the value (Of, if set), else absent
//     (uncovered); an absent value gives an absent level with its reason. points:
//     how many thresholds hold for the value, or the award of the furthest
//     threshold that holds (the last in the order that the relation walks: for
//     > and >= the largest, for < and <= the smallest), 0 if none. interpolate:
//     the line of the segment that holds the value (the lower one at a shared
//     end), below and above as stated, else absent (uncovered). rules: see
//     below; where the block states a need and has no score, too few members
//     make the level absent (coverage). table: the row that holds. No grade: the value itself; a number on
//     a numeric scale becomes that level, absent (invalid) if it is not on it.
//  6. adjust: from From (or the level so far); each step whose condition is true
//     moves Move levels towards best (negative: away), clamped to the ladder
//     after each. A state is not moved. An undecided step: stop makes the result
//     absent (undecided) unless the move would change nothing; skip leaves it
//     out, apply takes it.
//  7. limits, together: with the conditions that hold, exactly first (two that
//     differ: absent (undecided)); it wins over an absent result. Else the level
//     is made no better than the worst at_most and no worse than the best
//     at_least; where these cross, at_most wins. A state or absent level is left
//     alone by at_most and at_least. An undecided limit: stop makes the result
//     absent (undecided) unless it would change nothing; skip and apply as named.
//     A limit whose level is absent is undecided, and so is at_most or at_least of a
//     state; it would change nothing if the furthest level that it could have,
//     together with the limits that hold, leaves the result as it is.
//  8. overrides: a recorded decision for this entity and block replaces the
//     result, within what the declaration allows.
//  9. marks: set where their condition is true.
//
// Rules. The first whose condition is true decides. An undecided rule (stop)
// makes its level possible and the walk goes on; the result is decided if, at
// the end, all possible levels (and the one that was decided) are the same, else
// absent (undecided). skip treats it as false, apply as true. A rule without a
// condition (otherwise) is true. No rule at all: absent (uncovered); with
// possible levels and no decision: absent (undecided).
//
// Tables. A row holds if each of its cells does: any (an absent value too), one
// of the values, or the interval. An absent argument leaves a cell that is not
// any undecided. hit first is like rules. unique: the one row that holds, absent
// (undecided) if a row is undecided and no row holds, or if another row that is
// undecided would give another result. worst and best: of all rows that hold the
// worst or best output, undecided rows make it absent (undecided) unless they
// would change nothing. agree: all rows that hold must give the same, else
// absent (undecided). No row: absent (uncovered). Where an absent argument is
// what leaves a table undecided, the reason is that of the first one.
package engine
