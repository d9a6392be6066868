//go:build !linux || arm

package main

import "os"

// writeBack does nothing here: the system writes when it sees fit.
func writeBack(*os.File, int64, int64) {}
