package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
)

// This file defines the frameworks and the data of the curves. The same size gives
// the same files.

const frameworkHead = `framework "scale" {
  version  = "1"
  language = 1
  entity   = %s
  publish  = [%s]
}
`

const businessRules = `entity "business" { key = "id" }
input "hygiene" {
  type  = integer
  among = [0, 5, 10, 15, 20, 25]
}
input "structural" {
  type  = integer
  among = [0, 5, 10, 15, 20, 25]
}
input "confidence" {
  type  = integer
  among = [0, 5, 10, 20, 30]
}
scale "rating" {
  numeric = [0, 5]
  best    = 5
}
group "score" {
  members = [hygiene, structural, confidence]
  score   = sum
}
derive "worst" { value = max([hygiene, structural, confidence]) }
`

// writing writes a file piece by piece; the first error stays.
type writing struct {
	file *os.File
	out  *bufio.Writer
}

func create(dir, name string) (*writing, error) {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	return &writing{f, bufio.NewWriterSize(f, 1<<20)}, nil
}

func (w *writing) put(format string, args ...any) { fmt.Fprintf(w.out, format, args...) }

// framework writes the head of a framework, and its rules.
func (w *writing) framework(entity, publish, rules string) {
	w.put(frameworkHead, entity, publish)
	w.put("%s", rules)
}

func (w *writing) end() error {
	if err := w.out.Flush(); err != nil {
		return err
	}
	return w.file.Close()
}

// writeFile creates a file, fills it and closes it.
func writeFile(dir, name string, fill func(*writing)) error {
	w, err := create(dir, name)
	if err != nil {
		return err
	}
	fill(w)
	return w.end()
}

func source() *rand.Rand { return rand.New(rand.NewPCG(2026, 1)) }

// businesses writes n rows of three scores.
func businesses(n int) func(*writing) {
	return func(w *writing) {
		r := source()
		steps, last := []string{"0", "5", "10", "15", "20", "25"}, []string{"0", "5", "10", "20", "30"}
		w.put("id,hygiene,structural,confidence\n")
		var line []byte
		for i := range n {
			line = append(line[:0], 'E')
			line = strconv.AppendInt(line, int64(10_000_000+i), 10)
			for _, score := range []string{steps[r.IntN(6)], steps[r.IntN(6)], last[r.IntN(5)]} {
				line = append(append(line, ','), score...)
			}
			w.out.Write(append(line, '\n')) // an error stays with the writer until Flush
		}
	}
}

// writeRows writes T1 with n rows.
func writeRows(dir string, n int) ([]string, error) {
	err := writeFile(dir, "a.rubric.hcl", func(w *writing) {
		w.framework("business", "score, rating", businessRules)
		w.put("rating \"rating\" {\n  scale = rating\n")
		for i, x := range [][2]int{{15, 5}, {20, 10}, {30, 10}, {40, 15}, {50, 20}} {
			w.put("  rule \"%d\" { when = score <= %d && worst <= %d }\n", 5-i, x[0], x[1])
		}
		w.put("  rule \"0\" { requires = \"otherwise\" }\n}\n")
	})
	if err != nil {
		return nil, err
	}
	return []string{"data.csv"}, writeFile(dir, "data.csv", businesses(n))
}

// writeRules writes one rating of n rules, of which the last hold for most rows.
func writeRules(dir string, n int) ([]string, error) {
	err := writeFile(dir, "a.rubric.hcl", func(w *writing) {
		w.framework("business", "points", businessRules)
		w.put("derive \"points\" {\n")
		for i := range n {
			w.put("  case \"c%d\" {\n    when  = score <= %.2f && worst <= 25\n    value = %d\n  }\n", i+1, 80*float64(i+1)/float64(n+1), n-i)
		}
		w.put("  case \"rest\" {\n    when  = otherwise\n    value = 0\n  }\n}\n")
	})
	if err != nil {
		return nil, err
	}
	return []string{"data.csv"}, writeFile(dir, "data.csv", businesses(rowsOfRules))
}

const indicatorRules = `entity "body" { key = "id" }
entity "domain" {
  csv = "domains.csv"
  key = "domain"
}
entity "indicator" {
  csv    = "indicators.csv"
  key    = "indicator"
  within = domain
}
input "result" {
  for    = [body, indicator]
  column = indicator.indicator
  type   = number
}
indicator "points_of" {
  for   = [body, indicator]
  value = 1 + count([result >= indicator.first, result >= indicator.second, result >= indicator.third])
}
group "domain_score" {
  for     = [body, domain]
  members = each(indicator.points_of)
  weights = indicator.weight
  missing = exclude
  score   = weighted_mean
  need    = "at least 70% of members"
}
group "score" {
  members = each(domain.domain_score)
  weights = domain.weight
  missing = exclude
  score   = weighted_mean
}
scale "rating" {
  numeric = [1, 4]
  best    = 4
}
rating "rating" {
  scale = rating
  bands {
    of = score
    levels = {
      4 = "3 or more"
      3 = "2.5 to below 3"
      2 = "2 to below 2.5"
      1 = "below 2"
    }
  }
}
`

// writeIndicators writes a framework like T2's of n indicators, ten to a domain.
func writeIndicators(dir string, n int) ([]string, error) {
	r := source()
	err := writeFile(dir, "a.rubric.hcl", func(w *writing) { w.framework("body", "score, rating", indicatorRules) })
	if err != nil {
		return nil, err
	}
	err = writeFile(dir, "domains.csv", func(w *writing) {
		w.put("domain,weight\n")
		for d := range (n + 9) / 10 {
			w.put("d%d,%d\n", d+1, 1+d%3)
		}
	})
	if err != nil {
		return nil, err
	}
	err = writeFile(dir, "indicators.csv", func(w *writing) {
		w.put("indicator,domain,weight,first,second,third\n")
		for i := range n {
			w.put("i%d,d%d,%d,%d,%d,%d\n", i+1, i/10+1, 1+i%5, 25+r.IntN(10), 45+r.IntN(10), 65+r.IntN(10))
		}
	})
	if err != nil {
		return nil, err
	}
	return []string{"data.csv"}, writeFile(dir, "data.csv", func(w *writing) {
		w.put("id")
		for i := range n {
			w.put(",i%d", i+1)
		}
		w.put("\n")
		var line []byte
		for row := range rowsOfIndicators {
			line = append(line[:0], 'N')
			line = strconv.AppendInt(line, int64(100_000+row), 10)
			for range n {
				line = append(line, ',')
				if r.IntN(100) >= 3 {
					line = strconv.AppendFloat(line, float64(r.IntN(10_001))/100, 'f', -1, 64)
				}
			}
			w.out.Write(append(line, '\n')) // an error stays with the writer until Flush
		}
	})
}

const areaRules = `entity "area" { key = "area" }
entity "body" {
  key    = "id"
  within = area
}
input "budget" {
  for  = [area]
  type = number
}
input "result" {
  for  = [body]
  type = number
}
derive "above" {
  for   = [body]
  value = result - area_mean
}
derive "area_mean" {
  for   = [area]
  value = mean(each(body.result)) + budget
}
`

// writeEntities writes bodies within n areas.
func writeEntities(dir string, n int) ([]string, error) {
	r := source()
	err := writeFile(dir, "a.rubric.hcl", func(w *writing) { w.framework("body", "above, area_mean", areaRules) })
	if err != nil {
		return nil, err
	}
	err = writeFile(dir, "areas.csv", func(w *writing) {
		w.put("area,budget\n")
		for i := range n {
			w.put("A%d,%d\n", i+1, r.IntN(100))
		}
	})
	if err != nil {
		return nil, err
	}
	return []string{"areas.csv", "data.csv"}, writeFile(dir, "data.csv", func(w *writing) {
		w.put("id,area,result\n")
		for i := range rowsOfEntities {
			w.put("B%d,A%d,%d.%d\n", i+1, i%n+1, r.IntN(100), r.IntN(10))
		}
	})
}
