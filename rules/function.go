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
