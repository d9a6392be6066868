package byrow

import (
	"fmt"
	"sync"

	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/vm"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines Compile: every formula of a framework becomes a program of
// expr's VM before anything is evaluated.

// Program is a framework whose formulas are compiled.
type Program struct {
	fw  *rules.Framework
	opt Options

	homes map[rules.Expr]string // where each expression stands, for messages

	mu       sync.Mutex
	config   *conf.Config
	formulas map[rules.Expr]*vm.Program
}

// Compile lowers and compiles every formula of the framework. An error means
// that the fault is ours, not the framework's.
func Compile(fw *rules.Framework, opt Options) (*Program, error) {
	p := &Program{fw: fw, opt: opt, homes: map[rules.Expr]string{}, config: newConfig(), formulas: map[rules.Expr]*vm.Program{}}
	var err error
	put := func(where string, e rules.Expr) {
		if err == nil && e != nil {
			err = p.compileAll(where, e)
		}
	}
	for _, b := range fw.Blocks {
		blockFormulas(b, put)
	}
	p.otherFormulas(put)
	if err != nil {
		return nil, err
	}
	return p, nil
}

func blockFormulas(b *rules.Block, put func(string, rules.Expr)) {
	b.Exprs(func(where string, e rules.Expr) {
		put(fmt.Sprintf("%s %q, %s", b.Kind, b.Name, where), e)
	})
	if b.Raw != nil {
		put(fmt.Sprintf("%s %q, members", b.Kind, b.Name), b.Raw)
	}
	if b.Need != nil && b.Need.Quant.Per == nil {
		where := fmt.Sprintf("%s %q, need", b.Kind, b.Name)
		put(where, b.Need.Quant.N)
		put(where, b.Need.Quant.M)
	}
}

// otherFormulas are those that stand outside blocks.
func (p *Program) otherFormulas(put func(string, rules.Expr)) {
	ends := func(where string, iv rules.Interval) {
		put(where, iv.Lo)
		put(where, iv.Hi)
	}
	for _, in := range p.fw.Inputs {
		where := fmt.Sprintf("input %q", in.Name)
		put(where, in.Applies)
		put(where, in.Missing.With)
	}
	for _, q := range p.fw.Parameters {
		where := fmt.Sprintf("parameter %q", q.Name)
		for _, d := range q.Dated {
			put(where, d.Value)
			for _, x := range d.Per {
				ends(where, x.When)
				put(where, x.Value)
			}
			for _, x := range d.Bands {
				ends(where, x.When)
			}
		}
	}
	for _, f := range p.fw.Functions {
		put(fmt.Sprintf("function %q", f.Name), f.Value)
	}
	for _, t := range p.fw.Tables {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c.When != nil {
					ends(fmt.Sprintf("table %q", t.Name), *c.When)
				}
			}
		}
	}
}

// compileAll compiles e and the formulas of every list in it.
func (p *Program) compileAll(where string, e rules.Expr) error {
	var err error
	compile := func(xs ...rules.Expr) {
		for _, x := range xs {
			if x != nil && err == nil {
				_, err = p.formula(x)
			}
		}
	}
	rules.Walk(e, func(x rules.Expr) bool {
		if _, known := p.homes[x]; !known {
			p.homes[x] = where
		}
		return true
	})
	rules.Walk(e, func(x rules.Expr) bool {
		switch x := x.(type) {
		case *rules.List:
			for _, part := range x.Parts {
				compile(part.X, part.Base, part.Cond, part.By, part.Weight, part.Applies)
			}
		case *rules.Call:
			if len(x.Args) > 1 && x.Body == nil && x.Fn != rules.StandingFn {
				if _, list := x.Args[0].(*rules.List); list {
					compile(x.Args[1:]...)
				}
			}
		case *rules.Count:
			if x.Quant.Per == nil {
				compile(x.Quant.N, x.Quant.M)
			}
		}
		return err == nil
	})
	if _, list := e.(*rules.List); !list {
		compile(e)
	}
	return err
}

// formula returns the compiled form of a scalar expression.
func (p *Program) formula(e rules.Expr) (*vm.Program, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if f := p.formulas[e]; f != nil {
		return f, nil
	}
	l := &lowering{}
	f, err := compileTree(l.lower(e), p.config)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: expr refuses a %T at %s: %w", Fault, p.homes[e], e, e.At(), err)
	}
	p.formulas[e] = f
	return f, nil
}

// inForce reports whether a block holds on the date of the program. Without a
// date every block does.
func (p *Program) inForce(b *rules.Block) bool {
	if p.opt.AsOf == 0 {
		return true
	}
	from, hasFrom := rules.Days(b.InForce.From)
	until, hasUntil := rules.Days(b.InForce.Until)
	return (!hasFrom || p.opt.AsOf >= from) && (!hasUntil || p.opt.AsOf < until)
}
