package lang

import (
	"math/big"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/zclconf/go-cty/cty"
)

// This file defines how an HCL expression becomes the syntax tree. Every
// construct of HCL that rubric does not have is refused here, with what to write
// instead.

// expr converts e; nil means that a problem was reported.
func (p *parser) expr(e hclsyntax.Expression) Expr {
	at := Node{e.Range()}
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return p.expr(e.Expression)
	case *hclsyntax.LiteralValueExpr:
		return p.literal(e)
	case *hclsyntax.TemplateExpr:
		return p.text(e)
	case *hclsyntax.ScopeTraversalExpr:
		return p.traversal(nil, e.Traversal)
	case *hclsyntax.RelativeTraversalExpr:
		if x := p.expr(e.Source); x != nil {
			return p.traversal(x, e.Traversal)
		}
	case *hclsyntax.IndexExpr:
		x, k := p.expr(e.Collection), p.expr(e.Key)
		if x != nil && k != nil {
			return &Index{at, x, k}
		}
	case *hclsyntax.UnaryOpExpr:
		return p.unary(e)
	case *hclsyntax.BinaryOpExpr:
		return p.binary(e)
	case *hclsyntax.ConditionalExpr:
		c, t, f := p.expr(e.Condition), p.expr(e.TrueResult), p.expr(e.FalseResult)
		if c != nil && t != nil && f != nil {
			return &Cond{at, c, t, f}
		}
	case *hclsyntax.FunctionCallExpr:
		return p.call(e)
	case *hclsyntax.TupleConsExpr:
		return p.listOf(at, e.Exprs)
	case *hclsyntax.ObjectConsExpr:
		return p.object(e)
	case *hclsyntax.ForExpr:
		return p.forExpr(e)
	case *hclsyntax.TemplateWrapExpr, *hclsyntax.TemplateJoinExpr:
		p.template(e.Range())
	case *hclsyntax.SplatExpr:
		p.refuse(e.Range(), "[*] behind a list", "The form x[*] is not part of the language. Write each(entity.quantity) for all members of an entity.")
	default:
		p.refuse(e.Range(), "expression that rubric does not have", "This form of expression is not part of the language. The reference lists what a formula may hold.")
	}
	return nil
}

func (p *parser) refuse(at Range, summary, detail string) {
	p.add(NotFormula, summary, detail, at, nil)
}

func (p *parser) template(at Range) {
	p.add(TemplateUsed, "template in a text", "A text cannot hold ${...}: nothing in a rule file is put together from pieces. Write the text out, or $${ for the characters themselves.", at, nil)
}

func (p *parser) raw(r Range) string {
	if r.Start.Byte < 0 || r.End.Byte > len(p.file.Src) || r.Start.Byte > r.End.Byte {
		return ""
	}
	return string(p.file.Src[r.Start.Byte:r.End.Byte])
}

func (p *parser) literal(e *hclsyntax.LiteralValueExpr) Expr {
	at := Node{e.SrcRange}
	switch {
	case e.Val.IsNull():
		return &Null{at}
	case e.Val.Type() == cty.Bool:
		return &Bool{at, e.Val.True()}
	case e.Val.Type() == cty.Number:
		text := strings.TrimSpace(p.raw(e.SrcRange))
		v, ok := rat(text)
		if !ok {
			p.refuse(e.SrcRange, "number out of reach", "The number "+quote(clip(text))+" is too long or too large to be a figure of a rating rule.")
			return nil
		}
		return &Number{Node: at, Text: text, Value: v}
	case e.Val.Type() == cty.String:
		return &Text{at, e.Val.AsString()}
	}
	p.refuse(e.SrcRange, "value that rubric does not have", "Write a number, a text in quotes, true or false.")
	return nil
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "..."
	}
	return s
}

func (p *parser) text(e *hclsyntax.TemplateExpr) Expr {
	var b strings.Builder
	for _, part := range e.Parts {
		lit, ok := part.(*hclsyntax.LiteralValueExpr)
		if !ok || lit.Val.IsNull() || lit.Val.Type() != cty.String {
			p.template(part.Range())
			return nil
		}
		b.WriteString(lit.Val.AsString())
	}
	return &Text{Node{e.SrcRange}, b.String()}
}

func (p *parser) traversal(x Expr, t hcl.Traversal) Expr {
	for i, step := range t {
		switch s := step.(type) {
		case hcl.TraverseRoot:
			x = &Name{Node{s.SrcRange}, s.Name}
		case hcl.TraverseAttr:
			x = &Select{Node: Node{hcl.RangeBetween(x.Range(), s.SrcRange)}, X: x, Name: s.Name, NameAt: afterDot(s.SrcRange)}
		case hcl.TraverseIndex:
			var key Expr
			if s.Key.Type() == cty.String {
				key = &Text{Node{s.SrcRange}, s.Key.AsString()}
			} else {
				text := strings.Trim(strings.TrimSpace(p.raw(s.SrcRange)), "[] .")
				v, ok := rat(text)
				if !ok {
					v = new(big.Rat)
				}
				key = &Number{Node: Node{s.SrcRange}, Text: text, Value: v}
			}
			x = &Index{Node{hcl.RangeBetween(x.Range(), s.SrcRange)}, x, key}
		default:
			p.refuse(t[i].SourceRange(), "[*] behind a list", "The form x[*] is not part of the language. Write each(entity.quantity) for all members of an entity.")
			return nil
		}
	}
	return x
}

func afterDot(r Range) Range {
	if r.End.Byte-r.Start.Byte > 1 {
		r.Start.Byte++
		r.Start.Column++
	}
	return r
}

func (p *parser) unary(e *hclsyntax.UnaryOpExpr) Expr {
	x := p.expr(e.Val)
	if x == nil {
		return nil
	}
	op := "-"
	if e.Op == hclsyntax.OpLogicalNot {
		op = "!"
	}
	if n, ok := x.(*Number); ok && op == "-" {
		return &Number{Node: Node{e.SrcRange}, Text: "-" + n.Text, Value: new(big.Rat).Neg(n.Value)}
	}
	return &Unary{Node{e.SrcRange}, op, x}
}

func operator(op *hclsyntax.Operation) string {
	switch op {
	case hclsyntax.OpLogicalOr:
		return "||"
	case hclsyntax.OpLogicalAnd:
		return "&&"
	case hclsyntax.OpEqual:
		return "=="
	case hclsyntax.OpNotEqual:
		return "!="
	case hclsyntax.OpGreaterThan:
		return ">"
	case hclsyntax.OpGreaterThanOrEqual:
		return ">="
	case hclsyntax.OpLessThan:
		return "<"
	case hclsyntax.OpLessThanOrEqual:
		return "<="
	case hclsyntax.OpAdd:
		return "+"
	case hclsyntax.OpSubtract:
		return "-"
	case hclsyntax.OpMultiply:
		return "*"
	case hclsyntax.OpDivide:
		return "/"
	}
	return "%"
}

func ordering(op string) bool { return op == "<" || op == "<=" || op == ">" || op == ">=" }

func (p *parser) binary(e *hclsyntax.BinaryOpExpr) Expr {
	x, y := p.expr(e.LHS), p.expr(e.RHS)
	if x == nil || y == nil {
		return nil
	}
	op := operator(e.Op)
	if op == "%" {
		p.add(NotFormula, "percent sign in a formula", "A formula has no %: write 15 % as 0.15.", e.SrcRange, nil)
		return nil
	}
	if ordering(op) {
		// a < b < c is read by HCL as (a < b) < c; brackets would show in the tree.
		if _, bracketed := e.LHS.(*hclsyntax.ParenthesesExpr); !bracketed {
			switch l := x.(type) {
			case *Binary:
				if ordering(l.Op) {
					return &Chain{Node{e.SrcRange}, []string{l.Op, op}, []Expr{l.X, l.Y, y}}
				}
			case *Chain:
				return &Chain{Node{e.SrcRange}, append(l.Ops, op), append(l.Xs, y)}
			}
		}
	}
	return &Binary{Node: Node{e.SrcRange}, Op: op, OpAt: Range{Filename: e.SrcRange.Filename, Start: x.Range().End, End: y.Range().Start}, X: x, Y: y}
}

func (p *parser) call(e *hclsyntax.FunctionCallExpr) Expr {
	if e.ExpandFinal {
		p.refuse(e.Range(), "expanded argument", "The form f(list...) is not part of the language; functions over lists take the list itself.")
		return nil
	}
	c := &Call{Node: Node{e.Range()}, Name: e.Name, NameAt: e.NameRange}
	for _, a := range e.Args {
		x := p.expr(a)
		if x == nil {
			return nil
		}
		c.Args = append(c.Args, x)
	}
	return c
}

func (p *parser) listOf(at Node, items []hclsyntax.Expression) Expr {
	l := &List{Node: at}
	for _, i := range items {
		x := p.expr(i)
		if x == nil {
			return nil
		}
		l.Items = append(l.Items, x)
	}
	return l
}

func (p *parser) object(e *hclsyntax.ObjectConsExpr) Expr {
	m := &Map{Node: Node{e.SrcRange}}
	for _, item := range e.Items {
		key, ok := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr)
		if !ok {
			p.refuse(item.KeyExpr.Range(), "key that rubric does not have", "The key of a map is a name, a number or a text in quotes.")
			return nil
		}
		k, v := p.expr(key.Wrapped), p.expr(item.ValueExpr)
		if k == nil || v == nil {
			return nil
		}
		m.Items = append(m.Items, MapItem{k, v})
	}
	return m
}

func (p *parser) forExpr(e *hclsyntax.ForExpr) Expr {
	if e.KeyExpr != nil || e.Group || e.KeyVar != "" {
		p.refuse(e.SrcRange, "form of \"for\" that rubric does not have", "Write [for s in each(entity) : formula if condition].")
		return nil
	}
	f := &For{Node: Node{e.SrcRange}, Var: e.ValVar, VarAt: e.OpenRange}
	f.Coll, f.Body = p.expr(e.CollExpr), p.expr(e.ValExpr)
	if f.Coll == nil || f.Body == nil {
		return nil
	}
	if e.CondExpr != nil {
		if f.Cond = p.expr(e.CondExpr); f.Cond == nil {
			return nil
		}
	}
	return f
}

// mapKey gives the text of a constant map key, and whether it is one.
func MapKey(e Expr) (string, bool) {
	switch e := e.(type) {
	case *Name:
		return e.Name, true
	case *Text:
		return e.Value, true
	case *Number:
		return e.Text, true
	case *Bool:
		if e.Value {
			return "true", true
		}
		return "false", true
	}
	return "", false
}

var _ = diag.Error
