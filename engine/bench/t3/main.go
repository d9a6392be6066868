// Command t3 rates bodies under many draws of the weights, and writes the share of
// draws in which each body has each rating. It is the third task of the measuring
// kit, from file to file, and an example of engine.Trials: rules are compiled and
// data is bound once.
//
// Each draw multiplies every weight by 1 + 0.3u, with u uniform in [-1, 1), to six
// decimals. Draws are numbered and each has its own random numbers, so that the
// shares do not depend on how many cores there are.
package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/bench/internal/project"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/rules"
)

// options says what is rated.
type options struct {
	rules, data, out string
	draws, jobs      int
}

// spread is how far a weight is drawn to either side.
const spread = 0.3

// places are the decimals of a weight.
const places = 6

func main() {
	var opt options
	flag.StringVar(&opt.rules, "rules", "", "the directory of the framework")
	flag.StringVar(&opt.data, "data", "", "the data, as CSV")
	flag.StringVar(&opt.out, "out", "", "the file to write")
	flag.IntVar(&opt.draws, "draws", 10_000, "how many draws")
	flag.IntVar(&opt.jobs, "jobs", runtime.GOMAXPROCS(0), "how many cores to use")
	flag.Parse()
	if err := run(opt); err != nil {
		fmt.Fprintln(os.Stderr, "t3:", err)
		os.Exit(1)
	}
}

func run(opt options) error {
	fw, err := project.Load(opt.rules)
	if err != nil {
		return err
	}
	plan := engine.Compile(fw, engine.Options{})
	d, err := bind(plan, opt.data)
	if err != nil {
		return err
	}
	dials, weights, err := weightsOf(fw)
	if err != nil {
		return err
	}
	debug.SetGCPercent(400) // little is kept: to look for the rest less often costs no memory
	counts := count(plan, d, dials, weights, opt)
	return os.WriteFile(opt.out, shares(d, fw.Publish[0].Scale, counts, opt.draws), 0o644)
}

func bind(plan *engine.Plan, name string) (*engine.Dataset, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	t, list, err := table.ReadCSV(f, filepath.Base(name), table.Options{})
	if err != nil {
		return nil, err
	}
	d, more := engine.Bind(plan, []*table.Table{t}, engine.BindOptions{})
	if list = append(list, more...); list.HasErrors() {
		return nil, fmt.Errorf("the data does not fit: %s", list[0].Summary)
	}
	return d, nil
}

// weightsOf are the attributes called weight of all members, and what they are.
func weightsOf(fw *rules.Framework) (dials []engine.Dial, weights []float64, err error) {
	for _, e := range fw.Entities {
		_, attr := e.Attr("weight")
		if attr < 0 {
			continue
		}
		for m, member := range e.Members {
			if member.Values[attr].Num == nil {
				return nil, nil, fmt.Errorf("%s %s has no weight", e.Name, member.ID)
			}
			w, _ := member.Values[attr].Num.Float64()
			dials, weights = append(dials, engine.Dial{Entity: e, Attr: attr, Member: m}), append(weights, w)
		}
	}
	return dials, weights, nil
}

// count counts, by row and level of the first result, in how many draws it came
// out.
func count(plan *engine.Plan, d *engine.Dataset, dials []engine.Dial, weights []float64, opt options) [][]int {
	b := plan.Framework.Publish[0]
	all := make([][]int, d.Rows)
	for i := range all {
		all[i] = make([]int, b.Scale.Len())
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for job := range opt.jobs {
		wg.Go(func() {
			trials := plan.Trials(d, []*rules.Block{b}, dials)
			values := make([][]engine.Decimal, trials.Most())
			for k := range values {
				values[k] = make([]engine.Decimal, len(dials))
			}
			levels := b.Scale.Len()
			counts := make([]int, d.Rows*levels)
			source := rand.NewPCG(0, 0)
			random := rand.New(source)
			for first := job * len(values); first < opt.draws; first += opt.jobs * len(values) {
				n := min(len(values), opt.draws-first)
				for k := range n {
					source.Seed(uint64(first+k), 0x5eed)
					for i, w := range weights {
						w *= 1 + spread*(2*random.Float64()-1)
						values[k][i] = engine.Decimal{M: int64(math.RoundToEven(w * 1e6)), Places: places}
					}
				}
				final := trials.Run(values[:n]...).Outcomes[b][0].Final
				for k := range n {
					why, code := final.Why[k*d.Rows:(k+1)*d.Rows], final.Code[k*d.Rows:(k+1)*d.Rows]
					at, code := 0, code[:len(why)]
					for row, w := range why {
						if w == 0 {
							counts[at+int(code[row])]++
						}
						at += levels
					}
				}
			}
			mu.Lock()
			defer mu.Unlock()
			for k, n := range counts {
				all[k/b.Scale.Len()][k%b.Scale.Len()] += n
			}
		})
	}
	wg.Wait()
	return all
}

// shares are the lines of the result: a column for each level, the lowest number
// first.
func shares(d *engine.Dataset, s *rules.Scale, counts [][]int, draws int) []byte {
	out := []byte("id")
	order := make([]int, len(s.Levels))
	for k := range s.Levels {
		order[len(order)-1-k] = k
	}
	for k := range order {
		out = fmt.Appendf(out, ",share%d", k+1)
	}
	out = append(out, '\n')
	for row, n := range counts {
		out = append(out, d.KeyText(row)...)
		for _, code := range order {
			out = fmt.Appendf(out, ",%.4f", float64(n[code])/float64(draws))
		}
		out = append(out, '\n')
	}
	return out
}
