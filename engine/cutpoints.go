package engine

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"sort"
	"sync"

	"github.com/rubric-lang/rubric/rules"
)

// This file defines how cut points are found from everyone.

// fit is the cuts of one group; why is the reason for having none.
type fit struct {
	once sync.Once
	cuts []*big.Rat
	why  uint8
}

// cutPoint gives one cut, for the group of each row.
func (f *frame) cutPoint(e *rules.Call, c *env) *Vec {
	li := e.Args[0].(*rules.List)
	return f.once(e, li, c, func(in *frame) *Vec {
		t := in.cutsOf(e.Cuts, li, c)
		if t.why != 0 {
			return ratVec([]*big.Rat{nil}, []uint8{t.why})
		}
		return ratVec([]*big.Rat{t.cuts[e.Cut]}, []uint8{0})
	})
}

// cutsOf are all cuts of the frame's group: those that a file holds, else those
// that are found.
func (f *frame) cutsOf(cp *rules.CutPoints, li *rules.List, c *env) *fit {
	key := wholeKey{what: cp, at: membersKey(c), group: -1}
	if f.group != nil {
		key.group = int(f.group[0])
	}
	r := f.run
	r.mu.Lock()
	t := r.fits[key]
	if t == nil {
		t = &fit{}
		r.fits[key] = t
	}
	r.mu.Unlock()
	t.once.Do(func() {
		if cp.Frozen != nil && !f.plan.refit {
			if t.cuts = cp.Frozen.Cuts[rules.FrozenKey(f.membersOf(cp, c), f.groupName)]; len(t.cuts) != cp.Spans-1 {
				t.cuts, t.why = nil, whyUncovered // the file has no cuts for this group
			}
			return
		}
		t.cuts, t.why = f.find(cp, li, c)
	})
	return t
}

// membersOf names the members that the cuts are for.
func (f *frame) membersOf(cp *rules.CutPoints, c *env) []string {
	var out []string
	for _, e := range cp.For {
		if !e.Rows {
			out = append(out, f.data.MemberName(e, int(c.at[e.Index])))
		}
	}
	return out
}

func (f *frame) find(cp *rules.CutPoints, li *rules.List, c *env) ([]*big.Rat, uint8) {
	els, poison := f.elements(li, c)
	if poison != nil && poison[0] != 0 {
		return nil, poison[0]
	}
	values := sortedRats(els, 0)
	if len(values) == 0 {
		return nil, whyEmpty
	}
	if cp.Method == rules.QuantileCuts {
		var out []*big.Rat
		for _, p := range cp.Shares {
			out = append(out, Quantile(values, p, cp.Type))
		}
		return out, 0
	}
	centres := KMeans(values, cp)
	if centres == nil {
		return nil, whyUndefined
	}
	var out []*big.Rat
	for k := range len(centres) - 1 { // half way: as near to the one as to the other
		m := new(big.Rat).Add(Exact(centres[k]), Exact(centres[k+1]))
		out = append(out, m.Quo(m, big.NewRat(2, 1)))
	}
	return out, 0
}

// KMeans finds the centres of clusters of values, which are ascending; nil if
// there are fewer different values than clusters. It works on float64, in the
// order of the values, so that the order of the data changes nothing; centres
// are snapped to 15 significant digits.
//
// Each value belongs to the nearest centre, the lower of two that are equally
// near; each centre moves to the mean of its values; until no value changes its
// cluster. With Strict, that is done once more from the centres found, while
// values further than Strict from every centre do not move one.
//
// Start quantile_medians: the values are divided at the quantiles of type 1 into
// bins of equal share, each with its upper end; the medians of the bins are the
// first centres. Start random: k-means++ from the seed.
func KMeans(values []*big.Rat, cp *rules.CutPoints) []float64 {
	xs := make([]float64, len(values))
	different := 0
	for i, v := range values {
		xs[i], _ = v.Float64()
		if i == 0 || v.Cmp(values[i-1]) != 0 {
			different++
		}
	}
	if different < cp.Spans {
		return nil
	}
	var centres []float64
	if cp.Start == "random" {
		centres = plusPlus(xs, cp.Spans, uint64(cp.Seed))
	} else {
		centres = quantileMedians(values, xs, cp.Spans)
	}
	if centres == nil {
		return nil
	}
	centres = converge(xs, centres, math.Inf(1))
	if cp.Strict != nil {
		radius, _ := cp.Strict.Float64()
		centres = converge(xs, centres, radius)
	}
	for k := range centres {
		centres[k] = Snap(centres[k])
	}
	if !slices.IsSorted(centres) {
		return nil
	}
	return centres
}

// quantileMedians are the medians of k bins of equal share; nil if one is empty.
func quantileMedians(values []*big.Rat, xs []float64, k int) []float64 {
	out := make([]float64, k)
	lo := 0
	for b := range k {
		hi := len(xs)
		if b < k-1 {
			end := Quantile(values, big.NewRat(int64(b+1), int64(k)), "type_1")
			hi = sort.Search(len(values), func(i int) bool { return values[i].Cmp(end) > 0 })
		}
		if hi <= lo {
			return nil
		}
		bin := xs[lo:hi]
		n := len(bin)
		out[b] = float64((bin[(n-1)/2] + bin[n/2]) / 2)
		lo = hi
	}
	return out
}

// plusPlus chooses first centres far from one another.
func plusPlus(xs []float64, k int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 0))
	out := []float64{xs[r.IntN(len(xs))]}
	d := make([]float64, len(xs))
	for len(out) < k {
		total := 0.0
		for i, x := range xs {
			d[i] = math.Inf(1)
			for _, c := range out {
				d[i] = math.Min(d[i], float64((x-c)*(x-c)))
			}
			total += d[i]
		}
		at := r.Float64() * total
		next := len(xs) - 1
		for i := range xs {
			if at -= d[i]; at < 0 {
				next = i
				break
			}
		}
		out = append(out, xs[next])
	}
	slices.Sort(out)
	return out
}

// mostPasses ends a search that would go round in circles.
const mostPasses = 10000

// converge moves centres until no value changes its cluster. Values further
// than radius from every centre move none.
func converge(xs, start []float64, radius float64) []float64 {
	centres := slices.Clone(start)
	k := len(centres)
	ends := make([]int, k) // the values of cluster c end before ends[c]
	for range mostPasses {
		moved := false
		lo := 0
		for c := range k {
			hi := len(xs)
			if c < k-1 {
				a, b := centres[c], centres[c+1]
				hi = lo + sort.Search(len(xs)-lo, func(i int) bool { return math.Abs(xs[lo+i]-a) > math.Abs(xs[lo+i]-b) })
			}
			if ends[c] != hi {
				ends[c], moved = hi, true
			}
			lo = hi
		}
		if !moved {
			break
		}
		lo = 0
		for c, hi := range ends {
			sum, n := 0.0, 0
			for _, x := range xs[lo:hi] {
				if math.Abs(x-centres[c]) <= radius {
					sum += x
					n++
				}
			}
			if n > 0 {
				centres[c] = sum / float64(n)
			}
			lo = hi
		}
	}
	return centres
}
