package engine

// This file defines the kernels that add members times weights.

// weighed is the sum of members times weights, several at a time. The members' rows
// begin at lo.
func weighed(num []float64, lo int, els []*element, weights []float64) {
	k := 0
	of := func(k int) []float64 { return els[k].x.Num[lo : lo+len(num)] }
	switch {
	case len(els) < 5:
		clear(num)
	case len(els) < 10:
		k = 5
		fiveWeighed(num, [5][]float64{of(0), of(1), of(2), of(3), of(4)}, (*[5]float64)(weights), false)
	default:
		k = 10
		tenWeighed(num, [10][]float64{of(0), of(1), of(2), of(3), of(4), of(5), of(6), of(7), of(8), of(9)}, (*[10]float64)(weights))
	}
	for ; k+5 <= len(els); k += 5 {
		fiveWeighed(num, [5][]float64{of(k), of(k + 1), of(k + 2), of(k + 3), of(k + 4)}, (*[5]float64)(weights[k:]), true)
	}
	for ; k < len(els); k++ {
		x, w := of(k)[:len(num)], weights[k]
		for i := range num {
			num[i] += float64(w * x[i])
		}
	}
}

// tenWeighed writes the sum of ten columns.
func tenWeighed(num []float64, x [10][]float64, w *[10]float64) {
	n := len(num)
	a, b, c, d, e, f, g, h, j, k := x[0][:n], x[1][:n], x[2][:n], x[3][:n], x[4][:n], x[5][:n], x[6][:n], x[7][:n], x[8][:n], x[9][:n]
	wa, wb, wc, wd, we, wf, wg, wh, wj, wk := w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9]
	for i := range num {
		ad := (float64(wa*a[i]) + float64(wb*b[i])) + (float64(wc*c[i]) + float64(wd*d[i]))
		eh := (float64(we*e[i]) + float64(wf*f[i])) + (float64(wg*g[i]) + float64(wh*h[i]))
		num[i] = ad + eh + (float64(wj*j[i]) + float64(wk*k[i]))
	}
}

// fiveWeighed writes the sum of five columns, or adds it.
func fiveWeighed(num []float64, x [5][]float64, w *[5]float64, add bool) {
	n := len(num)
	a, b, c, d, e := x[0][:n], x[1][:n], x[2][:n], x[3][:n], x[4][:n]
	wa, wb, wc, wd, we := w[0], w[1], w[2], w[3], w[4]
	if !add {
		for i := range num {
			num[i] = (float64(wa*a[i]) + float64(wb*b[i])) + (float64(wc*c[i]) + float64(wd*d[i])) + float64(we*e[i])
		}
		return
	}
	for i := range num {
		num[i] += (float64(wa*a[i]) + float64(wb*b[i])) + (float64(wc*c[i]) + float64(wd*d[i])) + float64(we*e[i])
	}
}
