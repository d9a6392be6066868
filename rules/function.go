package rules

// This file defines the catalogue of built-in functions: names, signatures and
// meaning. The engine and the second executor each supply the kernels.

// Builtin is a built-in function.
type Builtin struct {
	Name string
	Sig  string // as the reference shows it
	Doc  string
	Min  int  // arguments
	Max  int  // -1: any number
	List bool // the first argument is a list
	Agg  bool // may stand as score = name
}

// Builtins is the catalogue, in the order of the reference.
func Builtins() []*Builtin { return builtins }

// FindBuiltin returns the function of that name, or nil.
func FindBuiltin(name string) *Builtin {
	for _, b := range builtins {
		if b.Name == name {
			return b
		}
	}
	return nil
}

var builtins = []*Builtin{
	{Name: "abs", Sig: "abs(number)", Doc: "the number without its sign", Min: 1, Max: 1},
	{Name: "round", Sig: "round(number, half_up(places))", Doc: "the number rounded; half_up, half_even, up, down, ceiling or floor, with decimal places", Min: 2, Max: 2},
	{Name: "pow", Sig: "pow(number, number)", Doc: "a power; exact for whole exponents, else 15 significant digits; absent (undefined) for a negative base with a broken exponent and for 0 to a negative power", Min: 2, Max: 2},
	{Name: "sqrt", Sig: "sqrt(number)", Doc: "the square root to 15 significant digits; absent (undefined) below 0", Min: 1, Max: 1},
	{Name: "ln", Sig: "ln(number)", Doc: "the natural logarithm to 15 significant digits; absent (undefined) for 0 and below", Min: 1, Max: 1},
	{Name: "log10", Sig: "log10(number)", Doc: "the decimal logarithm to 15 significant digits; absent (undefined) for 0 and below", Min: 1, Max: 1},
	{Name: "exp", Sig: "exp(number)", Doc: "e to that power, to 15 significant digits", Min: 1, Max: 1},
	{Name: "clamp", Sig: "clamp(number, lowest, highest)", Doc: "the number, no lower and no higher than the bounds", Min: 3, Max: 3},
	{Name: "coalesce", Sig: "coalesce(x, y, ...)", Doc: "the first that is present", Min: 2, Max: -1},
	{Name: "is_present", Sig: "is_present(x)", Doc: "whether x has a value; never undecided", Min: 1, Max: 1},
	{Name: "absent", Sig: "absent(x, reason)", Doc: "whether x is absent for that reason; never undecided", Min: 2, Max: 2},
	{Name: "is_rated", Sig: "is_rated(level)", Doc: "whether x is a level of its ladder, not a state and not absent; never undecided", Min: 1, Max: 1},
	{Name: "oneof", Sig: "oneof(x, [a, b])", Doc: "whether x equals one of the values", Min: 2, Max: 2},
	{Name: "lookup", Sig: "lookup(x, { a = 1, b = 2 })", Doc: "what the map gives for x; absent (uncovered) for a value that it does not name", Min: 2, Max: 2},
	{Name: "years_between", Sig: "years_between(date, date)", Doc: "whole years from the first date to the second", Min: 2, Max: 2},
	{Name: "months_between", Sig: "months_between(date, date)", Doc: "whole months from the first date to the second", Min: 2, Max: 2},
	{Name: "days_between", Sig: "days_between(date, date)", Doc: "days from the first date to the second", Min: 2, Max: 2},
	{Name: "carry_forward", Sig: "carry_forward(earlier, date, \"24 months\")", Doc: "the earlier value, if its date is less than that long before the date of the ratings; else absent (too_old)", Min: 3, Max: 3},
	{Name: "date", Sig: "date(\"2026-04-01\")", Doc: "a date", Min: 1, Max: 1},
	{Name: "each", Sig: "each(entity.quantity), each(entity)", Doc: "the quantity for every member of the entity, as a list; without a quantity, the members", Min: 1, Max: 1},
	{Name: "present", Sig: "present(list)", Doc: "the members that have a value", Min: 1, Max: 1, List: true},
	{Name: "count", Sig: "count(list)", Doc: "how many members; of a list of conditions, how many hold", Min: 1, Max: 1, List: true, Agg: true},
	{Name: "sum", Sig: "sum(list)", Doc: "the sum; of no members, 0", Min: 1, Max: 1, List: true, Agg: true},
	{Name: "mean", Sig: "mean(list)", Doc: "the arithmetic mean; absent (empty) of no members", Min: 1, Max: 1, List: true, Agg: true},
	{Name: "weighted_mean", Sig: "weighted_mean(list, weights)", Doc: "sum of weight times value over the sum of weights; absent (empty) of no members, (undefined) where the weights add up to 0", Min: 1, Max: 2, List: true, Agg: true},
	{Name: "weighted_sum", Sig: "weighted_sum(list, weights)", Doc: "sum of weight times value; of no members, 0", Min: 1, Max: 2, List: true, Agg: true},
	{Name: "median", Sig: "median(list)", Doc: "the middle value, or the mean of the middle two; absent (empty) of no members", Min: 1, Max: 1, List: true, Agg: true},
	{Name: "min", Sig: "min(list) or min(x, y, ...)", Doc: "the smallest; absent (empty) of no members", Min: 1, Max: -1, List: true, Agg: true},
	{Name: "max", Sig: "max(list) or max(x, y, ...)", Doc: "the largest; absent (empty) of no members", Min: 1, Max: -1, List: true, Agg: true},
	{Name: "geometric_mean", Sig: "geometric_mean(list)", Doc: "exp of the mean logarithm, to 15 significant digits; weights of members count; absent (undefined) if a member is 0 or below", Min: 1, Max: 2, List: true, Agg: true},
	{Name: "harmonic_mean", Sig: "harmonic_mean(list)", Doc: "the sum of weights over the sum of weight / value; absent (undefined) if a member is 0", Min: 1, Max: 2, List: true, Agg: true},
	{Name: "worst", Sig: "worst(list)", Doc: "the worst level; absent (empty) of no members", Min: 1, Max: 1, List: true, Agg: true},
	{Name: "best", Sig: "best(list)", Doc: "the best level; absent (empty) of no members", Min: 1, Max: 1, List: true, Agg: true},
	{Name: "generalised_mean", Sig: "generalised_mean(list, power)", Doc: "(sum of weight times value to the power, over the sum of weights) to 1 over the power, to 15 significant digits; absent (undefined) if a member is 0 or below, or the power is 0", Min: 2, Max: 2},
	{Name: "variance", Sig: "variance(list, sample)", Doc: "the mean squared distance from the mean; population divides by how many there are (n), sample by one less (n - 1); of one member, sample is absent (undefined)", Min: 1, Max: 2},
	{Name: "sd", Sig: "sd(list, sample)", Doc: "the standard deviation: the square root of the variance, to 15 significant digits; sample or population", Min: 1, Max: 2},
	{Name: "quantile", Sig: "quantile(list, share, type_7)", Doc: "the value below which that share lies; type_1, type_2, type_6 or type_7 of Hyndman and Fan (type_7 is Excel's PERCENTILE.INC and R's default, type_6 PERCENTILE.EXC)", Min: 2, Max: 3},
	{Name: "skewness", Sig: "skewness(list)", Doc: "the adjusted skewness G1 (Excel's SKEW), to 15 significant digits; absent (undefined) of fewer than 3 or of equal values", Min: 1, Max: 1},
	{Name: "kurtosis", Sig: "kurtosis(list)", Doc: "the adjusted excess kurtosis G2 (Excel's KURT); absent (undefined) of fewer than 4 or of equal values", Min: 1, Max: 1},
	{Name: "winsor_low", Sig: "winsor_low(list, skewness, kurtosis, most)", Doc: "the lowest value that is left after the outermost values were drawn in, one after the other, to the next one, until the skewness or the kurtosis is below its limit or that many were moved", Min: 4, Max: 4},
	{Name: "winsor_high", Sig: "winsor_high(list, skewness, kurtosis, most)", Doc: "the highest value that is left, as winsor_low", Min: 4, Max: 4},
	{Name: "fence_low", Sig: "fence_low(list, 1.5, type_7)", Doc: "Tukey's lower fence: the first quartile less some times the distance of the quartiles", Min: 2, Max: 3},
	{Name: "fence_high", Sig: "fence_high(list, 1.5, type_7)", Doc: "Tukey's upper fence: the third quartile and some times the distance of the quartiles", Min: 2, Max: 3},
	{Name: "rank", Sig: "rank(x, list, ascending, competition)", Doc: "the place of x among the values, 1 first; ascending or descending; equal values: competition (1, 2, 2, 4), dense (1, 2, 2, 3), mean (1, 2.5, 2.5, 4) or last (1, 3, 3, 4)", Min: 2, Max: 4},
	{Name: "percentile_rank", Sig: "percentile_rank(x, list, inclusive)", Doc: "the share of the values below x: inclusive is (how many are below) / (n - 1), Excel's PERCENTRANK.INC; exclusive (below + 1) / (n + 1), PERCENTRANK.EXC; mid (below + half of the equal) / n", Min: 2, Max: 3},
	{Name: "borda", Sig: "borda(x, list)", Doc: "how many of the values lie below x", Min: 2, Max: 2},
	{Name: "z_score", Sig: "z_score(x, list, sample) or z_score(x, list, sample, mean, sd)", Doc: "(x - mean) / sd, moved to another mean and sd where two numbers are named; sample or population", Min: 2, Max: 5},
	{Name: "min_max", Sig: "min_max(x, list) or min_max(x, list, lowest, highest)", Doc: "(x - min) / (max - min), onto 0 to 1 or the range that is named; absent (undefined) where all are equal", Min: 2, Max: 4},
	{Name: "goalposts", Sig: "goalposts(x, worst, best, clipped) or goalposts(x, worst, best, clipped, lowest, highest)", Doc: "(x - worst) / (best - worst): worst may be the larger; clipped keeps it in 0 to 1, free does not", Min: 3, Max: 6},
	{Name: "distance_to_max", Sig: "distance_to_max(x, list)", Doc: "1 - (max - x) / (max - min)", Min: 2, Max: 2},
	{Name: "distance_to_target", Sig: "distance_to_target(x, list, target, capped)", Doc: "(x - min) / (target - min); capped is 1 at most, free is not", Min: 3, Max: 4},
	{Name: "fraction_of_max", Sig: "fraction_of_max(x, list)", Doc: "x / max", Min: 2, Max: 2},
	{Name: "any", Sig: "any(list)", Doc: "whether at least one condition holds", Min: 1, Max: 1, List: true},
	{Name: "all", Sig: "all(list)", Doc: "whether every condition holds; undecided of no members", Min: 1, Max: 1, List: true},
}

// Reason is why a value is absent.
type Reason struct{ Name, Label string }

// BuiltinReasons are the reasons that every framework has, in a fixed order.
func BuiltinReasons() []Reason { return builtinReasons }

var builtinReasons = []Reason{
	{"not_reported", "not reported"},
	{"not_applicable", "not applicable"},
	{"suppressed", "suppressed"},
	{"too_small", "too small a number"},
	{"withheld", "withheld"},
	{"invalid", "not a valid value"},
	{"too_old", "too old"},
	{"not_in_population", "not in the population"},
	{"undecided", "undecided"},
	{"unpublished", "unpublished: the rule was never made public"},
	{"undefined", "undefined in arithmetic"},
	{"empty", "empty: there is nothing to combine"},
	{"coverage", "short of coverage: too few members are present"},
	{"uncovered", "not covered by any rule, band or row"},
	{"off_ladder", "a state, not a level of the ladder"},
	{"not_in_force", "not in force on that date"},
}
