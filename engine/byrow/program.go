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

	homes   map[rules.Expr]home
	members map[rules.Expr]bool // what lists of members hold, which a policy may replace

	mu       sync.Mutex
	config   *conf.Config
	formulas map[rules.Expr]*vm.Program
}

// home is where an expression stands: its block, and whether the block's score
// is made there, which reads members otherwise than rules do.
type home struct {
	block   *rules.Block
	scoring bool
	where   string
}

// Compile lowers and compiles every formula of the framework. An error means
// that the fault is ours, not the framework's, or that a formula ranges over all
// members of the framework's entity, of which a row knows only itself.
func Compile(fw *rules.Framework, opt Options) (*Program, error) {
	p := &Program{fw: fw, opt: opt, homes: map[rules.Expr]home{}, members: map[rules.Expr]bool{}, config: newConfig(), formulas: map[rules.Expr]*vm.Program{}}
	for _, b := range fw.Blocks {
		if b.Members != nil && b.Missing.Kind != rules.Fail && b.Missing.Kind != rules.Exclude {
			for _, x := range b.Members.Parts {
				p.members[x.X] = true
			}
		}
	}
	var err error
	put := func(h home, e rules.Expr) {
		if err == nil && e != nil {
			err = p.compileAll(h, e)
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

func blockFormulas(b *rules.Block, put func(home, rules.Expr)) {
	b.Exprs(func(where string, e rules.Expr) {
		scoring := where == "score" || where == "value"
		for _, c := range b.Cases {
			scoring = scoring || where == "case "+c.Name
		}
		put(home{b, scoring, fmt.Sprintf("%s %q, %s", b.Kind, b.Name, where)}, e)
	})
	if b.Need != nil && b.Need.Quant.Per == nil {
		h := home{b, true, fmt.Sprintf("%s %q, need", b.Kind, b.Name)}
		put(h, b.Need.Quant.N)
		put(h, b.Need.Quant.M)
	}
}

// otherFormulas are those that stand outside blocks.
func (p *Program) otherFormulas(put func(home, rules.Expr)) {
	ends := func(h home, iv rules.Interval) {
		put(h, iv.Lo)
		put(h, iv.Hi)
	}
	for _, in := range p.fw.Inputs {
		h := home{where: fmt.Sprintf("input %q", in.Name)}
		put(h, in.Applies)
		put(h, in.Missing.With)
	}
	for _, q := range p.fw.Parameters {
		h := home{where: fmt.Sprintf("parameter %q", q.Name)}
		for _, d := range q.Dated {
			put(h, d.Value)
			for _, x := range d.Per {
				ends(h, x.When)
				put(h, x.Value)
			}
			for _, x := range d.Bands {
				ends(h, x.When)
			}
		}
	}
	for _, f := range p.fw.Functions {
		put(home{where: fmt.Sprintf("function %q", f.Name)}, f.Value)
	}
	for _, t := range p.fw.Tables {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c.When != nil {
					ends(home{where: fmt.Sprintf("table %q", t.Name)}, *c.When)
				}
			}
		}
	}
}

// compileAll compiles e and the formulas of every list in it.
func (p *Program) compileAll(h home, e rules.Expr) error {
	var err error
	compile := func(xs ...rules.Expr) {
		for _, x := range xs {
			if x != nil && err == nil {
				_, err = p.formula(x)
			}
		}
	}
	rules.Walk(e, func(x rules.Expr) bool {
		if old, ok := p.homes[x]; !ok || old.block == nil {
			p.homes[x] = h
		}
		if li, ok := x.(*rules.List); ok {
			for _, part := range li.Parts {
				if part.Over != nil && part.Over == p.fw.Entity && err == nil {
					err = fmt.Errorf("%s: a list over every %s needs all rows at once, at %s", h.where, part.Over.Name, part.At)
				}
			}
		}
		return err == nil
	})
	rules.Walk(e, func(x rules.Expr) bool {
		switch x := x.(type) {
		case *rules.List:
			for _, part := range x.Parts {
				compile(part.X, part.Base, part.Cond, part.Weight, part.Applies)
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
	l := &lowering{members: p.members}
	f, err := compileTree(l.lower(e), p.config)
	if err != nil {
		return nil, fmt.Errorf("%s: %s: expr refuses %s at %s: %w", Fault, p.homes[e].where, l, e.At(), err)
	}
	p.formulas[e] = f
	return f, nil
}
