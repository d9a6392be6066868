package engine_test

import (
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rubric-lang/rubric/engine"
	"github.com/rubric-lang/rubric/engine/table"
	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

func TestSmokeRun(t *testing.T) {
	dir, data, want := os.Getenv("RUBRIC_DIR"), os.Getenv("RUBRIC_DATA"), os.Getenv("RUBRIC_WANT")
	if dir == "" {
		t.Skip()
	}
	fsys := os.DirFS(dir)
	files, src, l, err := lang.ParseDir(fsys)
	if err != nil {
		t.Fatal(err)
	}
	fw, l2 := rules.Load(files, fsys)
	l = append(l, l2...)
	diag.WriteText(os.Stdout, l, src, diag.TextOptions{})
	if fw == nil {
		t.Fatal("no framework")
	}
	p := engine.Compile(fw, engine.Options{})
	f, _ := os.Open(data)
	start := time.Now()
	tab, dl, err := table.Read(f, data, table.Options{Keep: engine.NeededColumns(p, engine.BindOptions{})})
	if err != nil {
		t.Fatal(err)
	}
	d, bl := engine.Bind(p, []*table.Table{tab}, engine.BindOptions{})
	diag.WriteText(os.Stdout, append(dl, bl...), src, diag.TextOptions{})
	res, err := p.Run(context.Background(), d, engine.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(d.Rows, "rows", time.Since(start))
	for _, pair := range strings.Split(want, ";") {
		block, col, _ := strings.Cut(pair, "=")
		var r io.Reader
		g, _ := os.Open(data)
		r = g
		if strings.HasSuffix(data, ".gz") {
			r, _ = gzip.NewReader(g)
		}
		recs, _ := csv.NewReader(r).ReadAll()
		ci := -1
		for i, h := range recs[0] {
			if h == col {
				ci = i
			}
		}
		same, diff, shown := 0, 0, 0
		absent := map[string]int{}
		for _, b := range fw.Publish {
			if b.Name != block {
				continue
			}
			o := res.Outcomes[b][0]
			for i := 0; i < d.Rows; i++ {
				got := ""
				if w := o.Final.Why[i]; w != 0 {
					got = ""
					absent[p.Reason(w).Name+" want "+recs[i+1][ci]]++
				} else if b.Type.Kind == rules.LevelKind {
					got = b.Scale.Level(int(o.Final.Code[i])).Label
					if b.Scale.Numeric {
						got = b.Scale.Level(int(o.Final.Code[i])).ID
					}
				} else if b.Type.Kind == rules.Number {
					got = rules.FloatText(o.Final.Num[i])
				}
				if got == recs[i+1][ci] {
					same++
				} else {
					diff++
					if got != "" && shown < 8 {
						shown++
						fmt.Println(block, d.KeyText(i), "got", got, "want", recs[i+1][ci])
					}
				}
			}
		}
		t.Log(pair, "same", same, "diff", diff, absent)
	}
}
