package impact

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang"
	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/rubric-lang/rubric/rules"
)

// This file defines frameworks in between: put together from the top-level blocks
// of both sides, so that some changes are made and others are not.

// block is a top-level block of one or both sides.
type block struct{ old, now *lang.Block }

// change is what can be made by itself: a block, or a rule, limit or step of one.
type change struct {
	key string // "rating.overall.limit.breach"
	top string // the block that it belongs to: "rating.overall"
}

// mixer puts frameworks together.
type mixer struct {
	a, b    Side
	nodes   []*node
	changed []change
	fixed   []bool  // changes that change no meaning: always made
	groups  [][]int // changes that load by themselves: places in changed
	loaded  map[string]*rules.Framework
	files   []fs.FS // what the framework under way reads its files from
	why     string  // why nothing can be put together
}

// left out of what is in between: they change no result.
var leftOut = []string{"test", "chapter", "budget", "change"}

func newMixer(a, b Side) *mixer {
	m := &mixer{a: a, b: b, loaded: map[string]*rules.Framework{}}
	if a.Files == nil || b.Files == nil {
		m.why = "the rule files are not known"
		return m
	}
	m.pair()
	m.drop()
	m.gather()
	return m
}

// pair puts the blocks of both sides together by kind and name.
func (m *mixer) pair() {
	at := map[string]*block{}
	var order []string
	take := func(s Side, later bool) {
		for _, f := range s.Files {
			for _, b := range f.Blocks {
				if slices.Contains(leftOut, b.Type) {
					continue
				}
				key := b.Type + "." + b.Label(0)
				if b.Type == "framework" {
					key = b.Type
				}
				x := at[key]
				if x == nil {
					x = &block{}
					at[key] = x
					order = append(order, key)
				}
				if later {
					x.now = b
				} else {
					x.old = b
				}
			}
		}
	}
	take(m.a, false)
	take(m.b, true)
	for _, key := range order {
		x := *at[key]
		if strings.HasPrefix(key, "source.") { // words, which others cite
			if x.now == nil {
				x.now = x.old
			}
			x.old = x.now
			m.nodes = append(m.nodes, &node{same: x.now})
			continue
		}
		m.nodes = append(m.nodes, m.part(key, key, x.old, x.now))
	}
	m.fixed = make([]bool, len(m.changed))
}

// text is a block as written, part by part, since an amended block has parts of
// several files; and what the files hold that it names.
func text(s Side, b *lang.Block) string {
	var out strings.Builder
	out.WriteString(b.Type)
	for _, l := range b.Labels {
		fmt.Fprintf(&out, " %q", l.Text)
	}
	out.WriteString(" {\n")
	for _, a := range b.Attrs {
		src := s.Texts[a.Range.Filename]
		if a.Range.End.Byte <= len(src) {
			out.Write(src[a.Range.Start.Byte:a.Range.End.Byte])
		}
		out.WriteByte('\n')
		if t := names(a); t != nil {
			if f, err := beside(s, a).Open(t.Value); err == nil {
				_, err := io.Copy(&out, f)
				if err = joinErrors(err, f.Close()); err != nil {
					out.WriteString(err.Error())
				}
			}
		}
	}
	for _, n := range b.Blocks {
		out.WriteString(text(s, n))
	}
	out.WriteString("}\n")
	return out.String()
}

// noFiles is the directory of a file that is not known.
type noFiles struct{}

// Open finds nothing.
func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// beside is the directory of the rule file that an attribute stands in.
func beside(s Side, a *lang.Attr) fs.FS {
	if s.Beside != nil {
		if dir := s.Beside(a.Range.Filename); dir != nil {
			return dir
		}
	}
	return noFiles{}
}

func joinErrors(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// names is the file of the directory that an attribute names, nil if it names none.
func names(a *lang.Attr) *lang.Text {
	t, ok := a.Value.(*lang.Text)
	if !ok || a.Name != "csv" && a.Name != "freeze" {
		return nil
	}
	return t
}

// mask says which of the changed blocks are those of the later side.
type mask []bool

func (k mask) String() string {
	out := make([]byte, len(k))
	for i, on := range k {
		out[i] = '0' + byte(boolInt(on))
	}
	return string(out)
}

// load puts a framework together; nil if it does not load.
func (m *mixer) load(k mask) *rules.Framework {
	id := k.String()
	if fw, ok := m.loaded[id]; ok {
		return fw
	}
	m.files = nil
	files := map[string]*lang.File{}
	put := func(b *lang.Block, later bool) {
		if b == nil {
			return
		}
		side := m.a
		if later {
			side = m.b
		}
		b = m.readingFrom(side, b)
		name := b.Header.Filename
		f := files[name]
		if f == nil {
			f = &lang.File{Name: name}
			files[name] = f
		}
		f.Blocks = append(f.Blocks, b)
	}
	for _, n := range m.nodes {
		put(n.build(k))
	}
	var list []*lang.File
	for _, f := range files {
		list = append(list, f)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	fw, problems := safely(list, manyFS(m.files))
	if problems.HasErrors() {
		fw = nil
	}
	m.loaded[id] = fw
	return fw
}

// safely loads blocks that nobody wrote together.
func safely(files []*lang.File, fsys fs.FS) (fw *rules.Framework, list diag.List) {
	defer func() {
		if recover() != nil {
			fw = nil
		}
	}()
	return rules.Load(files, fsys)
}

// readingFrom is a block whose files are read from the directory of its side.
func (m *mixer) readingFrom(s Side, b *lang.Block) *lang.Block {
	if !slices.ContainsFunc(b.Attrs, func(a *lang.Attr) bool { return names(a) != nil }) {
		return b
	}
	out := *b
	out.Attrs = nil
	for _, a := range b.Attrs {
		if t := names(a); t != nil {
			c, text := *a, *t
			text.Value = fmt.Sprintf("%d/%s", len(m.files), t.Value)
			m.files = append(m.files, beside(s, a))
			c.Value = &text
			a = &c
		}
		out.Attrs = append(out.Attrs, a)
	}
	return &out
}

// manyFS is several directories, each below its number.
type manyFS []fs.FS

// Open opens a file of one of the directories.
func (f manyFS) Open(name string) (fs.File, error) {
	dir, rest, _ := strings.Cut(name, "/")
	n, err := strconv.Atoi(dir)
	if err != nil || n < 0 || n >= len(f) {
		return noFiles{}.Open(name)
	}
	return f[n].Open(rest)
}

// drop fixes what changes no meaning, neither by itself nor taken away last.
func (m *mixer) drop() {
	n := len(m.changed)
	none, all := make(mask, n), make(mask, n)
	for i := range all {
		all[i] = true
	}
	first, last := m.load(none), m.load(all)
	if first == nil || last == nil {
		m.why = "the blocks of both sides cannot be told apart"
		return
	}
	for i := range m.changed {
		with, without := slices.Clone(none), slices.Clone(all)
		with[i], without[i] = true, false
		p, q := m.load(with), m.load(without)
		m.fixed[i] = p != nil && q != nil && p.MeaningDigest() == first.MeaningDigest() && q.MeaningDigest() == last.MeaningDigest()
	}
}

// gather makes groups of changes that only load together. A change that does not
// load alone, or that the others do not load without, is joined with the fewest
// that it needs.
func (m *mixer) gather() {
	for i, fixed := range m.fixed {
		if !fixed {
			m.groups = append(m.groups, []int{i})
		}
	}
	for m.why == "" && m.join() {
	}
}

// join joins two or more groups, and reports whether it did.
func (m *mixer) join() bool {
	for i := range m.groups {
		for _, with := range []bool{true, false} {
			on := make([]bool, len(m.groups))
			for g := range on {
				on[g] = (g == i) == with
			}
			if m.load(m.blocks(on)) != nil {
				continue
			}
			if need := m.needed(i, with); len(need) > 1 {
				m.unite(need)
				return true
			}
		}
	}
	return false
}

// blocks are the changed blocks of groups.
func (m *mixer) blocks(on []bool) mask {
	k := mask(slices.Clone(m.fixed))
	for g, yes := range on {
		for _, i := range m.groups[g] {
			k[i] = yes
		}
	}
	return k
}

// needed are the fewest groups that load with group i, or that can be taken away
// with it: found by leaving out one after the other.
func (m *mixer) needed(i int, with bool) []int {
	in := make([]bool, len(m.groups))
	for g := range in {
		in[g] = true
	}
	for g := range in {
		if g == i {
			continue
		}
		in[g] = false
		on := slices.Clone(in)
		if !with {
			for k := range on {
				on[k] = !on[k]
			}
		}
		if m.load(m.blocks(on)) == nil {
			in[g] = true
		}
	}
	var out []int
	for g, yes := range in {
		if yes {
			out = append(out, g)
		}
	}
	return out
}

func (m *mixer) unite(groups []int) {
	var joined []int
	var rest [][]int
	for g, list := range m.groups {
		if slices.Contains(groups, g) {
			joined = append(joined, list...)
		} else {
			rest = append(rest, list)
		}
	}
	slices.Sort(joined)
	m.groups = append(rest, joined)
	slices.SortFunc(m.groups, func(x, y []int) int { return x[0] - y[0] })
}
