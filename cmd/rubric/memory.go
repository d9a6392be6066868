package main

import (
	"math"
	"os"
	"runtime/debug"
)

// This file defines how often memory is tidied up. A collection stops all goroutines
// for a moment, which costs more than what is small leaves behind; data that is kept
// is not small.

// collectRarely is for what leaves little behind, such as reading rules.
func collectRarely() { collect(400, math.MaxInt64) }

// collectUsually is for data that is kept.
func collectUsually() { collect(100, math.MaxInt64) }

// passingMemory is about what data that passes by may take, without the program
// itself.
const passingMemory = 36 << 20

// collectBounded is for data that passes by, and takes a bounded memory.
func collectBounded() { collect(400, passingMemory) }

// collect sets the growth of memory, in percent of what is in use, after which it is
// collected, and how much there may be. What the user has set stays.
func collect(percent int, limit int64) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}
