//go:build race

package main

// raceOn reports that the race detector is on, which makes arithmetic many times
// slower.
const raceOn = true
