package main

import (
	"os"
	"runtime/debug"
)

// This file defines how often memory is tidied up. A collection stops all goroutines
// for a moment, which costs more than what is small leaves behind; data that is kept
// is not small.

// collectRarely is for what leaves little behind: reading rules, and data that passes
// by.
func collectRarely() { collect(400) }

// collectUsually is for data that is kept.
func collectUsually() { collect(100) }

// collect sets the growth of memory, in percent of what is in use, after which it is
// collected. What the user has set stays.
func collect(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}
