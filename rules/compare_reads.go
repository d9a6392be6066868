package rules

// This file defines which part of a framework reads which, by address.

// readsOf gives for each part of a framework the parts that it reads directly.
func readsOf(fw *Framework) map[string][]string {
	out := map[string][]string{}
	for _, b := range fw.Blocks {
		r := &readings{to: b.Kind.String() + "." + b.Name, out: out}
		r.scale(b.Scale)
		r.entities(b.For)
		for _, p := range b.Among {
			r.add("population." + p.Pop.Name)
		}
		if b.Bands != nil && b.Bands.Param != nil {
			r.quantity(b.Bands.Param)
		}
		if b.Bands != nil && b.Bands.Cuts != nil {
			r.add("cut_points." + b.Bands.Cuts.Name)
		}
		b.Exprs(func(_ string, e Expr) { r.expr(e) })
		if b.Raw != nil {
			r.expr(b.Raw)
		}
	}
	for _, i := range fw.Inputs {
		r := &readings{to: "input." + i.Name, out: out}
		r.typ(i.Type)
		r.entities(i.For)
		for _, q := range Reads(i) {
			r.quantity(q)
		}
	}
	for _, p := range fw.Parameters {
		r := &readings{to: "parameter." + p.Name, out: out}
		r.typ(p.Type)
	}
	for _, t := range fw.Tables {
		r := &readings{to: "table." + t.Name, out: out}
		for _, i := range t.In {
			r.typ(i.Type)
		}
		for _, o := range t.Out {
			r.typ(o.Type)
		}
	}
	for _, f := range fw.Functions {
		(&readings{to: "function." + f.Name, out: out}).expr(f.Value)
	}
	for _, p := range fw.Populations {
		r := &readings{to: "population." + p.Name, out: out}
		r.expr(p.Where)
		r.expr(p.By)
	}
	for _, c := range fw.CutPoints {
		r := &readings{to: "cut_points." + c.Name, out: out}
		r.expr(c.Of)
		if c.List != nil {
			r.expr(c.List)
		}
		for _, e := range c.Cuts {
			r.expr(e)
		}
	}
	for _, e := range fw.Entities {
		r := &readings{to: "entity." + e.Name, out: out}
		for _, a := range e.Attrs {
			r.typ(a.Type)
		}
		if e.Within != nil {
			r.add("entity." + e.Within.Name)
		}
	}
	return out
}

// readings collects what one part reads.
type readings struct {
	to  string
	out map[string][]string
}

func (r *readings) add(address string) {
	if address != r.to {
		r.out[r.to] = append(r.out[r.to], address)
	}
}

func (r *readings) scale(s *Scale) {
	if s != nil {
		r.add("scale." + s.Name)
	}
}

func (r *readings) entities(list []*Entity) {
	for _, e := range list {
		if !e.Rows {
			r.add("entity." + e.Name)
		}
	}
}

func (r *readings) typ(t Type) {
	r.scale(t.Scale)
	if t.Entity != nil {
		r.entities([]*Entity{t.Entity})
	}
}

func (r *readings) quantity(q Quantity) {
	switch q := q.(type) {
	case *Input:
		r.add("input." + q.Name)
	case *Parameter:
		r.add("parameter." + q.Name)
	case *Block:
		r.add(q.Kind.String() + "." + q.Name)
	}
}

func (r *readings) expr(e Expr) {
	Walk(e, func(x Expr) bool {
		r.typ(x.Type())
		switch x := x.(type) {
		case *Ref:
			r.quantity(x.Q)
		case *TableCall:
			r.add("table." + x.Table.Name)
		case *UserCall:
			r.add("function." + x.Fn.Name)
		case *List:
			r.list(x)
		case *Count:
			if x.Quant.Per != nil {
				r.quantity(x.Quant.Per)
			}
		}
		return true
	})
}

func (r *readings) list(li *List) {
	if li.Group != nil {
		r.add(li.Group.Kind.String() + "." + li.Group.Name)
	}
	for _, p := range li.Parts {
		if p.Over != nil {
			r.entities([]*Entity{p.Over})
		}
		if p.Pop != nil {
			r.add("population." + p.Pop.Name)
		}
	}
}

// Reaches gives the parts of a framework that a part reads, directly or through
// others, by address; and the part itself.
func (fw *Framework) Reaches(address string) map[string]bool {
	reads := readsOf(fw)
	out := map[string]bool{address: true}
	todo := []string{address}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		for _, next := range reads[at] {
			if !out[next] {
				out[next] = true
				todo = append(todo, next)
			}
		}
	}
	return out
}
