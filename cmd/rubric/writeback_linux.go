//go:build !arm

package main

import (
	"os"
	"syscall"
)

// writeBack begins to write bytes of a file to the disk, without waiting. It is a hint:
// where it does nothing, the system does it later.
func writeBack(f *os.File, from, n int64) {
	const write = 2 // SYNC_FILE_RANGE_WRITE
	_ = syscall.SyncFileRange(int(f.Fd()), from, n, write)
}
