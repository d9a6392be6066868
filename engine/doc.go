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
// entity that its block is for. The framework's entity, the open entities that it
// is within and the open entities within any of these are row entities
// (Entity.Rows): their members are the rows of vectors. Every other entity is a
// member axis: its members are few, and a quantity has one column for each. A
// quantity is read for the context's members, for a member that is indexed, or,
// inside each(E), for every member of E (only those of the context's member of an
// ancestor of E, where the part says Restrict).
//
// Grains. The row entities that a quantity is for lie within one another; the
// lowest is its grain (Grain), and the rows of that entity are those that the
// quantity has. A quantity without row entities, for = [] or for member axes only,
// is a figure of everyone: it has one row. A formula is evaluated for the rows of
// its quantity's grain. It reads a quantity of the same grain for its own row; one
// of an entity above, for the row that its row is within, and that for the next,
// absent (not_reported) where the data does not say which; a figure of everyone,
// for the one row. It cannot read what is below but through a list. Rows of an
// entity stand in the order of their keys wherever an order matters (floating sums
// below, which reason comes first, ties of min and max), whatever the order of the
// data.
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
// Lists over rows. A part over a row entity E is of everyone (Part.Everyone): all
// rows of E. Or it is of children (Part.Children; Restrict is a row entity): the
// rows of E, at any depth, that the context's row of Restrict holds. Either way the
// elements stand in the order of keys, and X, Cond, Base, Weight, Applies and By are
// evaluated for the row of the element, with the context's members of member axes
// and without its other rows: a row of E knows itself and what it is within. A
// function or sentence over everyone is computed once for each choice of members,
// in a context without a row; numbers that belong to it and not to the elements
// (the share of a quantile, how many of a sentence) are those of that context. x of
// rank, z_score and their like is not part of the list; it is read for the
// context's row.
//
// Populations. A population is the members of an entity for which its where is
// true: in a list over it, where stands in front of Cond (where && Cond), so that a
// member for which it is undecided makes the whole function absent with that reason.
// by divides the rows into groups of equal values (numbers as rationals); a list
// over the population is then those rows that have the value of the context's row
// of that entity, or of the row of it that the context's row is within. A row whose
// by is absent is in no group: a list for it is absent with that reason, and absent
// (not_in_population) where no such row is known. The context's row need not be in
// the population itself. A block that is for a population (Block.Among) is absent
// (not_in_population) for members for which where is false, absent with its reason
// where it is undecided; that goes before applies and the state of else. Membership
// of several populations is joined by &&.
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
// Statistics are of n elements x1 <= ... <= xn. Absence goes in this order: Cond
// undecided, the first element that is absent, the first weight that is absent
// (where weights count), the first number that is, empty, undefined. They are exact
// but where the formula has a root or a logarithm, or a power that is not whole;
// those are float64, in the order of the list, snapped once at the end.
//
//	variance            sum (x - mean)^2 / n (population) or / (n - 1) (sample:
//	                    undefined for n = 1)
//	sd                  sqrt of the variance
//	quantile p          undefined for p outside 0 to 1. With h = n p and x0 = x1,
//	                    x(n+1) = xn: type_1 the x at h rounded up; type_2 the same,
//	                    but the mean of x at h and h + 1 where h is whole; type_6 and
//	                    type_7 the line between the x at both sides of h, with
//	                    h = (n + 1) p and h = (n - 1) p + 1
//	skewness            n / ((n-1)(n-2)) sum ((x - mean) / s)^3 with the sample's s,
//	                    snapped; undefined for n < 3 or equal values
//	kurtosis            n (n+1) / ((n-1)(n-2)(n-3)) sum ((x - mean) / s)^4
//	                    - 3 (n-1)^2 / ((n-2)(n-3)); undefined for n < 4 or equal values
//	generalised_mean p  (sum w x^p / sum w)^(1/p); undefined where p = 0, sum w = 0 or
//	                    a value is 0 or below
//	winsor_low, _high   the ends of the values after Winsorise
//	fence_low, _high    q1 - k (q3 - q1), q3 + k (q3 - q1), with quantiles of the type
//	standing            how many x lie below a value, equal it or lie above it; of
//	                    distinct values below and above, each counted once. 0 of an
//	                    empty list. The value itself comes first: if it is absent, so
//	                    is its standing, with its reason
//	rank                competition below + 1; dense distinct below + 1; mean
//	                    below + (equal + 1) / 2; last below + equal; descending with
//	                    above for below
//	percentile_rank     inclusive below / (n - 1), exclusive (below + 1) / (n + 1),
//	                    mid (below + equal / 2) / n
//	borda               below
//	z_score             (x - mean) / sd, then times the new sd plus the new mean
//	min_max             (x - min) / (max - min), then stretched to the range
//	goalposts           (x - worst) / (best - worst), clipped to 0 to 1 or free, then
//	                    stretched; no list
//	distance_to_max     1 - (max - x) / (max - min)
//	distance_to_target  (x - min) / (target - min), capped at 1 or free
//	fraction_of_max     x / max
//
// What a function stands for is its Call.Body; the kernels know standing, variance,
// quantile, skewness, kurtosis, winsor_* and generalised_mean. So of an empty
// population rank is 1, mean, min and what rests on them are absent (empty), and
// percentile_rank divides 0 by -1, which is 0, by 1, or by 0 (undefined); of a
// single member, the inclusive percentile_rank, the sample variance, min_max and
// distance_to_max divide by 0 (undefined); of a constant column so do z_score,
// min_max and distance_to_max. Equal values have equal standings, whatever their
// order. An absent member makes the figure absent: present(...) leaves it out.
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
// (coverage); where it cannot be told who the members are, or what one of them
// weighs, absent with that reason. The members that rules and sentences read are the elements as
// they are, with replacements (worst, best, a value) put in, and absent ones
// left out where missing = exclude.
//
// Input stages. The text of the data is read: a spelling named in absent, else
// "" (not_reported) → absent; else a value of the type (percent is divided by
// 100). Then applies: false → absent (not_applicable), undecided → absent. Then
// age, where not_before or valid_for is stated: evidence before not_before, or such
// that valid_for after its date (the same day of the month, or the last) lies before
// as_of, → absent (too_old); no date → absent with the date's reason. Then missing: what is
// absent for another reason than not_applicable is replaced.
//
// Dates. The value of a parameter is the last that begins on or before the date of
// the plan; where the framework is dated_by an input, on or before its date for the
// row, if the row is of the entity that the input is for, or within it. Rows above
// that entity and figures of everyone have no date of their own and take the plan's.
// A parameter with one value and no date needs none.
//
// Supplied. A block whose results the data brings is that result at every stage of
// its type; a value of another type is absent as the result is, else not_reported;
// so are the weight and the member that decided, always. It applies unless the result is
// absent (not_applicable).
//
// Block stages, in order.
//
//  1. in_force: on a date outside it the block is absent (not_in_force). Then the
//     populations that the block is for (above).
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
