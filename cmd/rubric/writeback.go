package main

import "os"

// This file defines when a file that takes the place of another goes to the disk. The
// system does that when the name changes hands, so that no crash can leave an empty
// file; what has gone there before need not be waited for then.

// early hands a file's bytes to the disk while more of them are written.
type early struct {
	f          *os.File
	at, handed int64
}

// handedAt is how many bytes are handed over at once.
const handedAt = 1 << 20

func (e *early) Write(p []byte) (int, error) {
	n, err := e.f.Write(p)
	if e.at += int64(n); e.at-e.handed >= handedAt {
		writeBack(e.f, e.handed, e.at-e.handed)
		e.handed = e.at
	}
	return n, err
}
