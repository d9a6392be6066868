package stream

import (
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
	hashes    hashSet
	unsorted  bool
}

// add adds the keys of the next piece. It reports whether each is known to be new.
func (k *keys) add(p *piece) bool {
	s := p.stretch
	if p.rows == 0 {
		return true
	}
	if len(p.hashes) > 0 {
		if !k.unsorted && k.some {
			return false // those before were not hashed
		}
		k.unsorted, k.some = true, true
		return k.hashes.addAll(p.hashes)
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

// hashSet is a set of hashes with open addressing; 0 is an empty place.
type hashSet struct {
	at []uint64
	n  int
}

// addAll adds hashes, and reports whether all of them are new.
func (s *hashSet) addAll(hashes []uint64) bool {
	for _, h := range hashes {
		if 2*s.n >= len(s.at) {
			s.grow()
		}
		if h = max(h, 1); !s.add(h) {
			return false
		}
	}
	return true
}

func (s *hashSet) grow() {
	before := s.at
	s.at, s.n = make([]uint64, max(2*len(before), 1<<16)), 0
	for _, h := range before {
		if h != 0 {
			s.add(h)
		}
	}
}

func (s *hashSet) add(h uint64) bool {
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
