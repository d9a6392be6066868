package engine

// This file defines the kernels of points by thresholds: how many of several
// comparisons of one column hold.

// countSteps counts, by number, how many comparisons with limits hold, from a number
// on.
func countSteps(out, x, at []float64, from float64, op string) {
	x = x[:len(out)]
	if op == ">" || op == ">=" {
		countAbove(out, x, at, from, op == ">=")
		return
	}
	countBelow(out, x, at, from, op == "<=")
}

// countAbove counts, by number, the limits that it is above, or at.
func countAbove(out, x, at []float64, from float64, orAt bool) {
	if len(at) == 3 && orAt {
		a, b, c := at[0], at[1], at[2]
		for i, y := range x {
			out[i] = from + float64(oneIf(y >= a)+oneIf(y >= b)+oneIf(y >= c))
		}
		return
	}
	for i := range out {
		out[i] = from
	}
	for _, a := range at {
		for i, y := range x {
			if orAt {
				out[i] += float64(oneIf(y >= a))
			} else {
				out[i] += float64(oneIf(y > a))
			}
		}
	}
}

// countBelow counts, by number, the limits that it is below, or at.
func countBelow(out, x, at []float64, from float64, orAt bool) {
	if len(at) == 3 && orAt {
		a, b, c := at[0], at[1], at[2]
		for i, y := range x {
			out[i] = from + float64(oneIf(y <= a)+oneIf(y <= b)+oneIf(y <= c))
		}
		return
	}
	for i := range out {
		out[i] = from
	}
	for _, a := range at {
		for i, y := range x {
			if orAt {
				out[i] += float64(oneIf(y <= a))
			} else {
				out[i] += float64(oneIf(y < a))
			}
		}
	}
}

// oneIf is 1 if so, without a branch.
func oneIf(so bool) int {
	n := 0
	if so {
		n = 1
	}
	return n
}
