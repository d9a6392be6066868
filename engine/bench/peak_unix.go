//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakOf is the largest resident set of a process that has ended, and of those
// that it waited for, in megabytes.
func peakOf(p *os.ProcessState) float64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return residentMB(usage)
}

// selfUsage is the time that this process has used, in milliseconds, and the
// largest that it has been, in megabytes.
func selfUsage() (cpu, peak float64) {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0, 0
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e6, residentMB(&usage)
}

func residentMB(usage *syscall.Rusage) float64 {
	if runtime.GOOS == "darwin" { // in bytes there, else in kilobytes
		return float64(usage.Maxrss) / (1 << 20)
	}
	return float64(usage.Maxrss) / (1 << 10)
}
