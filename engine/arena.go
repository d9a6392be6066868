package engine

import "github.com/rubric-lang/rubric/rules"

// This file defines arenas: the memory of a batch.

// arena hands out the memory of one batch and takes all of it back at once.
type arena struct {
	n      int
	floats bool // decide as floats happen to fall: to measure what exactness costs
	nums   slab[float64]
	codes  slab[int32]
	whys   slab[uint8]
	texts  slab[string]
	bits   slab[uint64]

	// reuse says that nothing outlives a batch, also no vector itself.
	reuse bool
	vecs  pool[Vec]
	els   pool[element]
	cols  pool[cols]
	means pool[mean]

	lists    heap[*element]
	few      heap[float64]
	fewCodes heap[int32]
	scales   heap[scaledWeight]
	cuts     heap[cut]
}

type slab[T any] struct {
	free, used [][]T
	made       int64 // values that were handed out, since it exists
}

func (s *slab[T]) get(n int) []T {
	b := s.dirty(n)
	clear(b)
	return b
}

// dirty is memory that is written over.
func (s *slab[T]) dirty(n int) []T {
	s.made += int64(n)
	if n == 1 {
		return make([]T, 1) // a constant; the pieces are as long as a batch
	}
	if k := len(s.free); k > 0 {
		b := s.free[k-1]
		s.free = s.free[:k-1]
		if cap(b) >= n {
			b = b[:n]
			s.used = append(s.used, b)
			return b
		}
	}
	b := make([]T, n)
	s.used = append(s.used, b)
	return b
}

func (s *slab[T]) reset() {
	s.free = append(s.free, s.used...)
	s.used = s.used[:0]
}

// pool hands out values, all of which are taken back at once.
type pool[T any] struct {
	made []*T
	n    int
}

// get is an empty value; a new one if it may be kept.
func (p *pool[T]) get(reuse bool) *T {
	x := p.used(reuse)
	var zero T
	*x = zero
	return x
}

// used is get, as it was left.
func (p *pool[T]) used(reuse bool) *T {
	if !reuse {
		return new(T)
	}
	if p.n == len(p.made) {
		p.made = append(p.made, new(T))
	}
	p.n++
	return p.made[p.n-1]
}

// heap hands out short slices of any length, all of which are taken back at once.
type heap[T any] struct {
	all []T
	n   int
}

// get is an empty slice with room for n, in which anything may stand; a new one if it
// may be kept.
func (h *heap[T]) get(n int, reuse bool) []T {
	if !reuse {
		return make([]T, 0, n)
	}
	if h.n+n > len(h.all) { // what was handed out stays where it is
		h.all, h.n = make([]T, max(2*len(h.all), n)), 0
	}
	h.n += n
	return h.all[h.n-n : h.n-n : h.n]
}

func (a *arena) reset() {
	a.vecs.n, a.els.n, a.cols.n, a.means.n = 0, 0, 0, 0
	a.lists.n, a.few.n, a.fewCodes.n, a.scales.n, a.cuts.n = 0, 0, 0, 0, 0
	a.nums.reset()
	a.codes.reset()
	a.whys.reset()
	a.texts.reset()
	a.bits.reset()
}

// made is how many bytes were handed out, since the arena exists.
func (a *arena) made() int64 {
	return 8*(a.nums.made+a.bits.made) + 4*a.codes.made + a.whys.made + 16*a.texts.made
}

// vec is a vector of that kind without values.
func (a *arena) vec(k rules.Kind) *Vec {
	v := a.vecs.get(a.reuse)
	v.Kind, v.max = k, -1
	return v
}

func (a *arena) numVec() *Vec {
	v := a.vec(rules.Number)
	v.Num = a.nums.get(a.n)
	return v
}

// overVec is a vector of which every number will be written.
func (a *arena) overVec() *Vec {
	v := a.vec(rules.Number)
	v.Num = a.nums.dirty(a.n)
	return v
}

// overCodes is a vector of which every code will be written.
func (a *arena) overCodes(k rules.Kind) *Vec {
	v := a.vec(k)
	v.Code = a.codes.dirty(a.n)
	return v
}

func (a *arena) codeVec(k rules.Kind) *Vec {
	v := a.vec(k)
	v.Code = a.codes.get(a.n)
	return v
}

func (a *arena) textVec() *Vec {
	v := a.vec(rules.TextKind)
	v.Text = a.texts.get(a.n)
	return v
}

// gaps are the absent rows of a vector with a reason for each row, ascending; none
// where all are present. They are good until the batch ends, and not to be changed.
func (a *arena) gaps(v *Vec) []int32 {
	switch {
	case v.gone != nil:
		return v.gone
	case v.Why == nil:
		return nil
	}
	return a.find(v.Why)
}

// find lists the rows that have a reason.
func (a *arena) find(why []uint8) []int32 {
	gone := a.codes.dirty(max(a.n, len(why)))[:0]
	for i := nextAbsent(why, 0); i < len(why); i = nextAbsent(why, i+1) {
		gone = append(gone, int32(i))
	}
	return gone
}

// absences makes v able to hold absent rows.
func (a *arena) absences(v *Vec) []uint8 {
	if len(v.Why) != a.n {
		w := a.whys.get(a.n)
		if len(v.Why) == 1 && v.Why[0] != 0 {
			for i := range w {
				w[i] = v.Why[0]
			}
		}
		v.Why = w
	}
	v.gone = nil // they are about to be written to
	return v.Why
}

// merge gives out the reasons of x, then of y where x has none.
func (a *arena) merge(out *Vec, vs ...*Vec) {
	for _, v := range vs {
		if v.Why == nil {
			continue
		}
		if out.Why == nil && len(v.Why) == a.n {
			copy(a.absences(out), v.Why)
			continue
		}
		w := a.absences(out)
		if len(v.Why) == 1 {
			if v.Why[0] != 0 {
				for i := range w {
					if w[i] == 0 {
						w[i] = v.Why[0]
					}
				}
			}
			continue
		}
		for i := nextAbsent(v.Why, 0); i < len(v.Why); i = nextAbsent(v.Why, i+1) {
			if w[i] == 0 {
				w[i] = v.Why[i]
			}
		}
	}
}
