package main

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// This file defines the picture of how cost grows: wall time and peak memory by
// size, both axes in powers of ten. It has no background and its colours are of
// middle lightness, so that it can be read on light and dark pages; curves differ
// in their marks too, and bear their names.

const (
	panelWidth  = 330.0
	panelHeight = 300.0
	panelTop    = 40.0
	panelLeft   = 64.0
	panelGap    = 160.0
	letter      = "#7a7a7a"
	grid        = "#8888884d"
)

// strokes are the colours and marks of the curves.
var strokes = []struct{ colour, mark string }{
	{"#3b82c4", "circle"}, {"#cf6f2a", "square"}, {"#2f9e6e", "diamond"}, {"#a45fc0", "triangle"},
}

// axis is a range of powers of ten.
type axis struct{ from, to int }

// axisOf holds all values; it is one power at least.
func axisOf(values []float64) axis {
	a := axis{math.MaxInt, math.MinInt}
	for _, x := range values {
		if x > 0 {
			a.from = min(a.from, int(math.Floor(math.Log10(x))))
			a.to = max(a.to, int(math.Ceil(math.Log10(x))))
		}
	}
	if a.from > a.to {
		return axis{0, 1}
	}
	a.to = max(a.to, a.from+1)
	return a
}

// at is where a value stands, from 0 to 1.
func (a axis) at(x float64) float64 {
	return (math.Log10(x) - float64(a.from)) / float64(a.to-a.from)
}

// panel is one of the two plots.
type panel struct {
	left  float64
	title string
	x, y  axis
	value func(figure) float64
	name  func(float64) string // of a value on the axis
}

// plot draws the curves. The same figures give the same bytes.
func plot(list []*curve) string {
	var sizes []float64
	for _, c := range list {
		for _, p := range c.points {
			sizes = append(sizes, float64(p.n))
		}
	}
	x := axisOf(sizes)
	panels := []panel{
		{panelLeft, "wall time", x, axis{}, func(f figure) float64 { return f.wall / 1e3 }, seconds},
		{panelLeft + panelWidth + panelGap, "peak memory", x, axis{}, func(f figure) float64 { return f.peak }, func(mb float64) string { return digits(mb) + " MB" }},
	}
	var out strings.Builder
	width, height := panels[1].left+panelWidth+90, panelTop+panelHeight+56
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\" fill=\"%s\">\n", width, height, width, height, letter)
	fmt.Fprintf(&out, "<title>How time and memory grow with rows, indicators, rules and entities</title>\n")
	for _, p := range panels {
		var values []float64
		for _, c := range list {
			for _, q := range c.points {
				values = append(values, p.value(q.figure))
			}
		}
		p.y = axisOf(values)
		p.frame(&out)
		names := &labels{}
		for i, c := range list {
			p.draw(&out, c, i, names)
		}
	}
	out.WriteString("</svg>\n")
	return out.String()
}

func seconds(s float64) string {
	if s < 1 {
		return digits(s*1e3) + " ms"
	}
	return digits(s) + " s"
}

func (p panel) place(x, y float64) (float64, float64) {
	return p.left + panelWidth*p.x.at(x), panelTop + panelHeight*(1-p.y.at(y))
}

// frame draws the axes, a line at each power of ten, and what they are of.
func (p panel) frame(out *strings.Builder) {
	bottom, right := panelTop+panelHeight, p.left+panelWidth
	for e := p.x.from; e <= p.x.to; e++ {
		x, _ := p.place(math.Pow10(e), math.Pow10(p.y.from))
		fmt.Fprintf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", x, panelTop, x, bottom, grid)
		fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n", x, bottom+18, count(math.Pow10(e)))
	}
	for e := p.y.from; e <= p.y.to; e++ {
		_, y := p.place(math.Pow10(p.x.from), math.Pow10(e))
		fmt.Fprintf(out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", p.left, y, right, y, grid)
		fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", p.left-6, y+4, p.name(math.Pow10(e)))
	}
	fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">how many rows, indicators, rules or entities</text>\n", p.left+panelWidth/2, bottom+40)
	fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" font-size=\"14\">%s</text>\n", p.left, panelTop-16, p.title)
}

// labels keeps the names of curves apart.
type labels struct{ at [][2]float64 }

// free is the height nearest to y, at or below it, where nothing stands yet.
func (l *labels) free(x, y float64) float64 {
	for moved := true; moved; {
		moved = false
		for _, o := range l.at {
			if math.Abs(o[0]-x) < 70 && math.Abs(o[1]-y) < 14 {
				y, moved = o[1]+14, true
			}
		}
	}
	l.at = append(l.at, [2]float64{x, y})
	return y
}

// draw draws a curve with its marks, and its name behind the last of them.
func (p panel) draw(out *strings.Builder, c *curve, i int, names *labels) {
	s := strokes[i%len(strokes)]
	var way []string
	var x, y float64
	var marks strings.Builder
	for _, q := range c.points {
		value := p.value(q.figure)
		if value <= 0 {
			continue // not known here
		}
		x, y = p.place(float64(q.n), value)
		way = append(way, fmt.Sprintf("%.1f,%.1f", x, y))
		marks.WriteString(mark(s.mark, x, y))
	}
	if way == nil {
		return
	}
	fmt.Fprintf(out, "<g stroke=\"%s\" fill=\"%s\">\n", s.colour, s.colour)
	fmt.Fprintf(out, "<polyline points=\"%s\" fill=\"none\" stroke-width=\"2\"/>\n%s", strings.Join(way, " "), marks.String())
	fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" stroke=\"none\">%s</text>\n</g>\n", x+9, names.free(x, y+4), html.EscapeString(c.name))
}

// mark draws a mark of a form.
func mark(form string, x, y float64) string {
	switch form {
	case "square":
		return fmt.Sprintf("<rect x=\"%.1f\" y=\"%.1f\" width=\"7\" height=\"7\"/>\n", x-3.5, y-3.5)
	case "diamond":
		return fmt.Sprintf("<path d=\"M%.1f %.1fl5 5l-5 5l-5 -5z\"/>\n", x, y-5)
	case "triangle":
		return fmt.Sprintf("<path d=\"M%.1f %.1fl5 9h-10z\"/>\n", x, y-5)
	}
	return fmt.Sprintf("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n", x, y)
}
