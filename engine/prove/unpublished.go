package prove

import "github.com/rubric-lang/rubric/rules"

// This file defines what is made of rules that were never published. What they
// give is absent, but a rule that is stated to be a hole is not wrong for it: no
// level above it is out of reach, no condition on it is vain. Such a block is a
// leaf that may have any result; of what reads an unpublished figure or row,
// nothing is claimed that it never does.

// hole reports a block whose rule was never published, or a part of it.
func hole(b *rules.Block) bool {
	return b.Unpublished != "" || b.Bands != nil && (b.Bands.Unpublished != "" || b.Bands.Param != nil && unpublished(b.Bands.Param))
}

// unpublished reports a parameter with a figure that was never published.
func unpublished(p *rules.Parameter) bool {
	for _, d := range p.Dated {
		if d.Unpublished != "" {
			return true
		}
	}
	return false
}

// isLeaf reports whether a block that is read is a leaf: if it is free, or if
// the rules that lead to the stage were never published.
func (s *scan) isLeaf(b *rules.Block, stage rules.Stage) bool {
	if s.free[b] || b == s.root {
		return s.free[b]
	}
	known := stage == rules.Valued || stage == rules.Unrounded || stage == rules.Applies || stage == rules.Weight
	return s.c.holes && hole(b) && !(known && b.Unpublished == "")
}
