package stream

import (
	"slices"
	"sync"

	"github.com/rubric-lang/rubric/engine"
)

// This file defines how it is known that no key stands twice. Keys that ascend need
// no memory; of others a hash is kept for each row, and two that are equal may be
// two of one key: only reading the data whole can tell.

// keys is what is known of the keys of the pieces before.
type keys struct {
	some      bool
	last      string
	ascending [2]bool
	unsorted  bool
}

// add adds the keys of the next piece. It reports whether each is known to be new.
func (k *keys) add(p *piece) bool {
	s := p.stretch
	if p.rows == 0 {
		return true
	}
	if p.hashed {
		if !k.unsorted && k.some {
			return false // those before were not hashed
		}
		k.unsorted, k.some = true, true
		return !p.twice
	}
	if k.unsorted {
		return false
	}
	if !k.some {
		k.some, k.ascending = true, s.Ascending
	} else {
		k.join(s)
	}
	k.last = s.Last
	return k.ascending[0] || k.ascending[1]
}

func (k *keys) join(s engine.Stretch) {
	follows := s.Follows(k.last)
	for i := range k.ascending {
		k.ascending[i] = k.ascending[i] && s.Ascending[i] && follows[i]
	}
}

// hashSet is a set of hashes that several goroutines fill: by the highest bits of a
// hash, its members are in one of some shelves.
type hashSet [1 << shelfBits]shelf

const shelfBits = 4

// shelf is a set with open addressing; 0 is an empty place.
type shelf struct {
	mu sync.Mutex
	at []uint64
	n  int
}

// sorted are hashes by shelf.
type sorted struct {
	hashes []uint64
	ends   [1<<shelfBits + 1]int
}

// sort takes hashes in the order of their shelves.
func (s *sorted) sort(hashes []uint64) {
	clear(s.ends[:])
	for _, h := range hashes {
		s.ends[h>>(64-shelfBits)+1]++
	}
	for i := range s.ends[1:] {
		s.ends[i+1] += s.ends[i]
	}
	s.hashes = slices.Grow(s.hashes[:0], len(hashes))[:len(hashes)]
	for _, h := range hashes {
		end := &s.ends[h>>(64-shelfBits)]
		s.hashes[*end] = h
		*end++
	}
}

// addAll adds hashes, and reports whether all of them are new.
func (s *hashSet) addAll(hashes *sorted) bool {
	from := 0
	for i := range s {
		to := hashes.ends[i]
		if !s[i].addAll(hashes.hashes[from:to]) {
			return false
		}
		from = to
	}
	return true
}

func (s *shelf) addAll(hashes []uint64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, h := range hashes {
		if 4*s.n >= 3*len(s.at) {
			s.grow()
		}
		if h = max(h, 1); !s.add(h) {
			return false
		}
	}
	return true
}

// grow makes room. Each page of it is written to before it is read: systems map pages
// that are read first to one of zeros, and all cores must hear of it when that changes.
func (s *shelf) grow() {
	before := s.at
	s.at, s.n = make([]uint64, max(2*len(before), 1<<12)), 0
	for i := 0; i < len(s.at); i += 512 {
		s.at[i] = 0
	}
	for _, h := range before {
		if h != 0 {
			s.add(h)
		}
	}
}

func (s *shelf) add(h uint64) bool {
	for i := h & uint64(len(s.at)-1); ; i = (i + 1) & uint64(len(s.at)-1) {
		switch s.at[i] {
		case h:
			return false
		case 0:
			s.at[i] = h
			s.n++
			return true
		}
	}
}
