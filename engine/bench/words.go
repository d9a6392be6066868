package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// This file defines how figures, and the machine that they are of, are written.

// duration is a time in milliseconds with three digits.
func duration(ms float64) string {
	if ms >= 10_000 {
		return digits(ms/1000) + " s"
	}
	return digits(ms) + " ms"
}

func megabytes(mb float64) string {
	if mb == 0 {
		return "not known"
	}
	return digits(mb) + " MB"
}

// times says how many times as long rubric takes: 2.31x, 0.27x, 1/85.
func times(ratio float64) string {
	if ratio > 0 && ratio < 0.05 {
		return "1/" + digits(1/ratio)
	}
	return digits(ratio) + "x"
}

// count is a large number: 940, 12.3 k, 4.56 M.
func count(x float64) string {
	for _, unit := range []struct {
		of   float64
		name string
	}{{1e9, " G"}, {1e6, " M"}, {1e3, " k"}} {
		if x >= unit.of {
			return digits(x/unit.of) + unit.name
		}
	}
	return digits(x)
}

// digits writes a number with three significant digits, and never in powers of ten.
func digits(x float64) string {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return "0"
	}
	decimals := max(2-int(math.Floor(math.Log10(math.Abs(x)))), 0)
	text := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// machine names what was measured on, and how busy it was.
func machine() string {
	out := fmt.Sprintf("%s, %d cores", orElse(field("/proc/cpuinfo", "model name"), runtime.GOARCH), runtime.NumCPU())
	if kb, err := strconv.ParseFloat(strings.TrimSuffix(field("/proc/meminfo", "MemTotal"), " kB"), 64); err == nil {
		out += fmt.Sprintf(", %.0f GB of memory", kb/(1<<20))
	}
	out += ", " + orElse(strings.Trim(field("/etc/os-release", "PRETTY_NAME"), `"`), runtime.GOOS)
	if kernel, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		out += ", Linux " + strings.TrimSpace(string(kernel))
	}
	out += ", " + runtime.Version()
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		out += "; load " + strings.Fields(string(load))[0] + " at the start"
	}
	return out + "."
}

// field is the value of the first line "name: value" or "name=value" of a file.
func field(file, name string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		if i := strings.IndexAny(in.Text(), ":="); i > 0 && strings.TrimSpace(in.Text()[:i]) == name {
			return strings.TrimSpace(in.Text()[i+1:])
		}
	}
	return ""
}
