package impact

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// This file defines the picture of the flows: outcomes before on the left, after
// on the right, and a band for those who go from one to the other. It is readable
// without colour: bands that move are dark and bear their number, those that stay
// are light.

const (
	svgWidth  = 860.0
	svgBand   = 360.0 // height of all who are rated
	svgGap    = 22.0  // between outcomes
	svgTop    = 46.0
	svgLeft   = 190.0
	svgNode   = 14.0
	svgLetter = 6.6 // width of a letter
)

// bar is an outcome on one side.
type bar struct {
	y, h     float64
	n        int
	from, to float64 // how much of it is taken by bands
}

// band is a flow.
type band struct {
	i, k   int
	n      int
	y1, y2 float64
	h      float64
}

// SVG draws the flows of a result. The same result gives the same bytes.
func (res *Result) SVG() string {
	var all int
	for _, row := range res.Matrix {
		for _, n := range row {
			all += n
		}
	}
	if all == 0 {
		all = 1
	}
	scale := svgBand / float64(all)
	left, right := res.nodes(scale, true), res.nodes(scale, false)
	bands := res.bands(left, right, scale)
	bottom := svgTop
	for _, side := range [][]bar{left, right} {
		for _, x := range side {
			bottom = max(bottom, x.y+x.h)
		}
	}
	var out strings.Builder
	height := bottom + 40
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n", svgWidth, height, svgWidth, height)
	title := html.EscapeString(strings.TrimSuffix(res.Words(all), "."))
	fmt.Fprintf(&out, "<title>%s</title>\n<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n", title)
	fmt.Fprintf(&out, "<text x=\"%.1f\" y=\"18\" text-anchor=\"middle\" font-size=\"14\">%s</text>\n", svgWidth/2, title)
	fmt.Fprintf(&out, "<text x=\"%.1f\" y=\"36\" text-anchor=\"end\">before</text>\n<text x=\"%.1f\" y=\"36\">after</text>\n", svgLeft+svgNode, svgWidth-svgLeft-svgNode)
	for _, moving := range []bool{false, true} {
		for _, b := range bands {
			if (b.i != b.k) == moving {
				out.WriteString(b.path(moving))
			}
		}
	}
	res.labels(&out, left, right)
	numbers(&out, bands)
	fmt.Fprintf(&out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">dark: they move; light: they stay; numbers: how many</text>\n</svg>\n", svgWidth/2, height-12)
	return out.String()
}

// nodes places the outcomes of one side under each other.
func (res *Result) nodes(scale float64, before bool) []bar {
	out := make([]bar, len(res.Outcomes))
	y := svgTop
	for i := range out {
		for k := range res.Outcomes {
			if before {
				out[i].n += res.Matrix[i][k]
			} else {
				out[i].n += res.Matrix[k][i]
			}
		}
		h := max(float64(out[i].n)*scale, 1)
		out[i].y, out[i].h = y, h
		y += h + svgGap
	}
	return out
}

// bands places the flows between the nodes, in the order of both sides.
func (res *Result) bands(left, right []bar, scale float64) []band {
	var out []band
	for i := range left {
		for k, n := range res.Matrix[i] {
			if n == 0 {
				continue
			}
			h := float64(n) * scale
			out = append(out, band{i: i, k: k, n: n, h: h, y1: left[i].y + left[i].from})
			left[i].from += h
		}
	}
	for k := range right {
		for b := range out {
			if out[b].k == k {
				out[b].y2 = right[k].y + right[k].to
				right[k].to += out[b].h
			}
		}
	}
	return out
}

const (
	svgX1 = svgLeft + svgNode
	svgX2 = svgWidth - svgLeft - svgNode
)

func (b band) path(moving bool) string {
	style := `fill="#d9d9d9"`
	if moving {
		style = `fill="#444" fill-opacity="0.75" stroke="#000" stroke-width="0.6"`
	}
	h := max(b.h, 0.8)
	mid := (svgX1 + svgX2) / 2
	return fmt.Sprintf("<path %s d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1fV%.1fC%.1f %.1f %.1f %.1f %.1f %.1fZ\"/>\n", style,
		svgX1, b.y1, mid, b.y1, mid, b.y2, svgX2, b.y2, b.y2+h, mid, b.y2+h, mid, b.y1+h, svgX1, b.y1+h)
}

// at is a place on the middle of a band.
func (b band) at(t float64) (x, y float64) {
	u := 1 - t
	mid := (svgX1 + svgX2) / 2
	a, c, d, e := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return a*svgX1 + (c+d)*mid + e*svgX2, (a+c)*b.y1 + (d+e)*b.y2 + b.h/2
}

// labels names the outcomes and says how many have them.
func (res *Result) labels(out *strings.Builder, left, right []bar) {
	for i, o := range res.Outcomes {
		name := html.EscapeString(clip(o.words(), 24))
		for s, x := range []bar{left[i], right[i]} {
			at, anchor, rect := svgLeft-8, "end", svgLeft
			if s == 1 {
				at, anchor, rect = svgWidth-svgLeft+8, "start", svgX2
			}
			fmt.Fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#000\"/>\n", rect, x.y, svgNode, x.h)
			fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s: %s</text>\n", at, x.y+x.h/2+4, anchor, name, thousands(x.n))
		}
	}
}

func (o Outcome) words() string {
	if o.Label != "" && o.Label != o.ID && len(o.ID) <= 2 {
		return o.ID + " " + o.Label
	}
	if o.Label != "" && o.Kind != "absent" {
		return o.Label
	}
	return o.ID
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// numbers writes how many move on each band, where no other number stands; the
// largest bands first.
func numbers(out *strings.Builder, bands []band) {
	moving := slices.DeleteFunc(slices.Clone(bands), func(b band) bool { return b.i == b.k })
	slices.SortStableFunc(moving, func(a, b band) int { return b.n - a.n })
	type box struct{ x, y, w float64 }
	var taken []box
	for _, b := range moving {
		text := thousands(b.n)
		w := float64(len(text))*svgLetter + 8
		for _, t := range []float64{0.5, 0.35, 0.65, 0.22, 0.78, 0.12, 0.88} {
			x, y := b.at(t)
			if slices.ContainsFunc(taken, func(o box) bool {
				return x-w/2 < o.x+o.w/2 && x+w/2 > o.x-o.w/2 && y-8 < o.y+8 && y+8 > o.y-8
			}) {
				continue
			}
			taken = append(taken, box{x, y, w})
			fmt.Fprintf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"15\" rx=\"2\" fill=\"#fff\" stroke=\"#000\" stroke-width=\"0.5\"/>\n", x-w/2, y-7.5, w)
			fmt.Fprintf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-weight=\"bold\">%s</text>\n", x, y+4, text)
			break
		}
	}
}
