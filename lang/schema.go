package lang

// This file defines the schema of rule files: which blocks there are, which
// attributes and nested blocks each has, and in which register each attribute
// is written. The parser, the checker's "did you mean", the reference
// (SPEC.md) and later an editor all read this one table.

// Register says how the value of an attribute is written and read.
type Register int

const (
	NameReg      Register = iota // a bare name, dotted where it must be: entity = authority
	NamesReg                     // one name or a list of names
	TextReg                      // quoted text
	TextsReg                     // quoted text or a list of them
	NumberReg                    // a number
	BoolReg                      // true or false
	DateReg                      // a quoted date: "2024-04-01"
	DataReg                      // a constant: number, text, name, list or map
	FormulaReg                   // a formula
	SentenceReg                  // a quoted sentence: "2 or more are inadequate"
	IntervalsReg                 // a map whose values are intervals: { 4 = "below 2" }
	NeedReg                      // a quoted sentence of coverage: "at least 7 of 10"
	RoundingReg                  // half_up(1), or a list of roundings in order
)

var registerNames = [...]string{"name", "name or list of names", "text", "text or list of texts", "number", "true or false", "date", "constant", "formula", "sentence", "intervals", "coverage sentence", "rounding"}

// String names the register as the reference does.
func (r Register) String() string { return registerNames[r] }

// BlockSchema is one kind of block.
type BlockSchema struct {
	Type   string
	Labels []string // what each label is called; the last is optional if it starts with "?"
	Doc    string   // one line
	Attrs  []*AttrSchema
	Blocks []*BlockSchema
	// Free allows attributes that the schema does not name (scale: numbers that
	// belong to levels); they are read in DataReg.
	Free bool
	// Once forbids a second nested block of this kind.
	Once bool
	// Patch says that the blocks inside are patches of others: what they must
	// have may stand there.
	Patch bool
}

// AttrSchema is one attribute of a block.
type AttrSchema struct {
	Name     string
	Reg      Register
	Required bool
	Doc      string
}

// Attr returns the schema of the attribute, or nil.
func (b *BlockSchema) Attr(name string) *AttrSchema {
	for _, a := range b.Attrs {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Block returns the schema of the nested block type, or nil.
func (b *BlockSchema) Block(typ string) *BlockSchema {
	for _, n := range b.Blocks {
		if n.Type == typ {
			return n
		}
	}
	return nil
}

func at(name string, reg Register, doc string) *AttrSchema {
	return &AttrSchema{Name: name, Reg: reg, Doc: doc}
}

func must(name string, reg Register, doc string) *AttrSchema {
	return &AttrSchema{Name: name, Reg: reg, Doc: doc, Required: true}
}

func join[T any](lists ...[]T) []T {
	var out []T
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// about are the attributes that every declared thing may carry.
func about() []*AttrSchema {
	return []*AttrSchema{
		at("title", TextReg, "what people call it"),
		at("note", TextReg, "a remark for readers; shown, never used"),
		at("source", NamesReg, "the source, or sources, of every figure in the block"),
	}
}

func inForce() *BlockSchema {
	return &BlockSchema{Type: "in_force", Once: true, Doc: "when the block holds; half-open", Attrs: []*AttrSchema{
		at("from", DateReg, "the first day"),
		at("until", DateReg, "the first day on which it no longer holds"),
	}}
}

// Root is the schema of a rule file.
func Root() *BlockSchema { return root }

var root = &BlockSchema{Type: "file", Blocks: withSharing(join(
	structureBlocks(),
	[]*BlockSchema{
		computed("derive", "a step that is never a result by itself"),
		computed("indicator", "a measured figure, banded or scored"),
		computed("group", "members combined into a score"),
		computed("rating", "a judgement on a scale"),
	},
	helperBlocks(),
	budgetBlocks(),
))}

func structureBlocks() []*BlockSchema {
	return []*BlockSchema{
		{Type: "framework", Labels: []string{"id"}, Doc: "the framework itself; exactly one", Attrs: join(about(), []*AttrSchema{
			at("publisher", TextReg, "the body that answers for it"),
			must("version", TextReg, "the version of the methodology"),
			must("language", NumberReg, "the edition of the language: 1"),
			must("entity", NameReg, "what is rated: one result for each of its members"),
			at("publish", NamesReg, "the results, in order; none is legal; default: every rating that is for the entity"),
			at("purpose", NamesReg, "what the ratings are for; words of your own"),
			at("dated_by", NameReg, "the date input that chooses between dated values"),
		}), Blocks: []*BlockSchema{inForce()}},
		{Type: "source", Labels: []string{"name"}, Doc: "where figures come from", Attrs: []*AttrSchema{
			at("title", TextReg, "the document"),
			at("url", TextReg, "where it can be read"),
			at("retrieved", DateReg, "when it was read"),
			at("standing", NameReg, "confirmed (default), derived, unconfirmed or placeholder; the weakest taints what rests on it"),
			at("note", TextReg, "a remark for readers"),
		}},
		{Type: "scale", Labels: []string{"name"}, Free: true, Doc: "levels, best first, and states off the ladder", Attrs: join(about(), []*AttrSchema{
			at("levels", DataReg, "named levels, best first: { good = \"Good\" }; for a numeric scale, labels: { 5 = \"Very good\" }"),
			at("numeric", DataReg, "a ladder of numbers: [lowest, highest]"),
			at("best", NumberReg, "which end of a numeric ladder is best"),
			at("step", NumberReg, "the step of a numeric ladder; default 1"),
			at("ordered", BoolReg, "false for kinds without order"),
			at("states", DataReg, "results off the ladder: { not_rated = \"Not rated\" }"),
			at("code", DataReg, "how the data writes a level or state: { network = \"N\" }; one text or a list"),
		})},
		{Type: "entity", Labels: []string{"name"}, Doc: "what quantities are for: a dimension with members", Attrs: join(about(), []*AttrSchema{
			at("key", TextsReg, "the columns of the data that name a member; several where it takes several"),
			at("label", TextReg, "a column of the data that names a member for people"),
			at("within", NameReg, "the entity that it is part of"),
			at("csv", TextReg, "a file of the directory that lists the members and their attributes"),
			at("columns", TextsReg, "names of the columns of rows: the first is the member's name"),
			at("rows", DataReg, "the members, written here"),
			at("total", DataReg, "what a column of numbers must add up to: { weight = 1 }"),
		}), Blocks: []*BlockSchema{
			{Type: "attribute", Labels: []string{"name"}, Doc: "a typed column of the members", Attrs: []*AttrSchema{
				at("column", TextReg, "the column of the file; default: its own name"),
				at("type", NameReg, "number, integer, percent, boolean, text, date, a scale or an entity"),
				at("among", DataReg, "the values that may occur"),
				at("spelt", DataReg, "how the file spells a value: { \"Safety\" = safety }"),
				at("unit", TextReg, "the unit of a number"),
			}},
		}},
		{Type: "population", Labels: []string{"name"}, Doc: "who counts: a named part of the members of an entity", Attrs: join(about(), []*AttrSchema{
			must("of", NameReg, "the entity whose members they are"),
			at("for", NamesReg, "further entities that membership depends on"),
			at("where", FormulaReg, "who is in it; default: all"),
			at("by", FormulaReg, "what its groups share: each(population.x) then means those of the same group"),
		})},
		{Type: "cut_points", Labels: []string{"name"}, Doc: "thresholds that are stated, or found from everyone; bands = cut_points.NAME", Attrs: join(about(), []*AttrSchema{
			must("of", FormulaReg, "the number that is cut"),
			at("for", NamesReg, "the entities that the number is for; default: the framework's"),
			at("over", NameReg, "the entity or population whose values the cuts are found from; default: all rows"),
			at("within", FormulaReg, "a peer group: the cuts are found in each by itself"),
			at("better", NameReg, "higher or lower: which end is best"),
			at("ties", NameReg, "lower or upper: on which side a value on a cut belongs"),
			at("freeze", TextReg, "a file of the directory that the cuts found are kept in; while it is there, they are read from it"),
		}), Blocks: []*BlockSchema{
			{Type: "fixed", Once: true, Doc: "cuts that are stated", Attrs: []*AttrSchema{
				must("cuts", FormulaReg, "the cuts, lowest first: numbers, parameters or attributes of members"),
			}},
			{Type: "quantile", Once: true, Doc: "cuts at shares of the values", Attrs: []*AttrSchema{
				must("at", DataReg, "the shares, lowest first: [0.25, 0.5, 0.75]"),
				must("type", NameReg, "type_1, type_2, type_6 or type_7 of Hyndman and Fan"),
			}},
			{Type: "kmeans", Once: true, Doc: "cuts half way between the centres of clusters", Attrs: []*AttrSchema{
				must("k", NumberReg, "how many clusters"),
				must("start", NameReg, "quantile_medians: the medians of k bins of equal share; or random, with a seed"),
				at("seed", NumberReg, "of a random start"),
				at("strict", NumberReg, "a last pass in which values further than this from every centre move none"),
			}},
		}},
		{Type: "ranking", Labels: []string{"name"}, Doc: "a place among rows, by several keys", Attrs: join(about(), []*AttrSchema{
			must("over", NameReg, "the entity or population that is ranked"),
			at("for", NamesReg, "the entities that it is for; default: the framework's"),
			at("applies", FormulaReg, "when there is a ranking; otherwise the place is not_applicable"),
			must("by", FormulaReg, "the keys in order: numbers or levels; equal ones are decided by the next"),
			must("order", NamesReg, "ascending or descending, for each key; a level ascends from best to worst"),
			must("ties", NameReg, "competition (1, 2, 2, 4), dense (1, 2, 2, 3), mean (1, 2.5, 2.5, 4) or last (1, 3, 3, 4)"),
		})},
		{Type: "input", Labels: []string{"name"}, Doc: "a column of the data", Attrs: join(about(), []*AttrSchema{
			at("for", NamesReg, "the entities that it is for; default: the framework's"),
			at("column", FormulaReg, "the column of the data: a text, or an attribute of a member for wide data; default: its own name"),
			must("type", NameReg, "number, integer, percent, boolean, text, date, a scale, or an entity whose members are listed"),
			at("unit", TextReg, "the unit of a number"),
			at("better", NameReg, "higher, lower or neither: which way is better"),
			at("range", DataReg, "[lowest, highest], as the data writes them; null leaves an end open"),
			at("among", DataReg, "the values that may occur"),
			at("absent", DataReg, "what stands for no value, and why: { \"*\" = suppressed }"),
			at("code", DataReg, "how the data writes yes and no: { true = \"Y\", false = \"N\" }"),
			at("missing", FormulaReg, "what to do when it is absent: fail (default), a constant, or another input"),
			at("applies", FormulaReg, "when it applies at all; otherwise it is not_applicable"),
			at("dated", NameReg, "the date input that says how old the evidence is"),
			at("not_before", DateReg, "older evidence is absent: too_old"),
			at("valid_for", TextReg, "how long evidence counts: \"24 months\" before the date of the rating"),
		})},
		{Type: "absence", Labels: []string{"name"}, Doc: "a reason of your own for having no value", Attrs: []*AttrSchema{
			must("label", TextReg, "the reason as people read it"),
			at("note", TextReg, "a remark for readers"),
		}},
		{Type: "parameter", Labels: []string{"name"}, Doc: "a policy figure with a name", Attrs: join(about(), parameterValue()), Blocks: []*BlockSchema{
			{Type: "at", Labels: []string{"date"}, Doc: "the value from this date on", Attrs: join(about(), parameterValue())},
		}},
	}
}

func parameterValue() []*AttrSchema {
	return []*AttrSchema{
		at("value", FormulaReg, "the value: any typed constant"),
		at("per", IntervalsReg, "by how many are rated: { \"1 to 3\" = 1, \"4 or more\" = 2 }"),
		at("unit", TextReg, "the unit"),
		at("review_by", DateReg, "when the figure should be looked at again"),
		at("unpublished", TextReg, "the figure was never published: says so, and is absent"),
	}
}

func tableRows() []*AttrSchema {
	return []*AttrSchema{
		at("rows", DataReg, "rows: a cell for each in, then one for each out"),
		at("grid", DataReg, "for two inputs with levels: a row for each level of the first; numbers ascending, named levels in the order of the scale"),
		at("csv", TextReg, "a file of the directory with a column for each in and out"),
		at("review_by", DateReg, "when the rows should be looked at again"),
		at("unpublished", TextReg, "the rows were never published: says so, and what the table gives is absent"),
	}
}

func rule() *BlockSchema {
	return &BlockSchema{Type: "rule", Labels: []string{"level", "?name"}, Doc: "tried in order; the first that holds decides", Attrs: join(about(), []*AttrSchema{
		at("requires", SentenceReg, "a sentence that must hold"),
		at("when", FormulaReg, "a condition that must hold; with both, both must"),
		at("because", TextReg, "the reason, for people"),
		at("undecided", NameReg, "stop (default), skip or apply: what to do when it cannot be decided"),
	})}
}

// computed is the one set of stages that all computed blocks share.
func computed(typ, doc string) *BlockSchema {
	return &BlockSchema{Type: typ, Labels: []string{"name"}, Doc: doc,
		Attrs: join(about(), []*AttrSchema{
			at("for", NamesReg, "the entities that it is for; default: the framework's"),
			at("column", FormulaReg, "the header that results are published under: a text, or an attribute of a member; default: its own name"),
			at("unit", TextReg, "the unit of the number"),
			at("better", NameReg, "higher, lower or neither: which way is better"),
			at("applies", FormulaReg, "when it applies; otherwise it is not_applicable, which is not missing"),
			at("else", NameReg, "the state that it has when it does not apply"),
			at("value", FormulaReg, "the number, level, yes/no or text"),
			at("members", FormulaReg, "the members, as a list"),
			at("of", FormulaReg, "the members that rules speak of"),
			at("score", FormulaReg, "how members become one number: mean, weighted_mean, sum, min, max, median, geometric_mean, ..., or a formula over members"),
			at("weights", FormulaReg, "a formula for each member's weight, read for the entity of the members"),
			at("total", NumberReg, "what the weights must add up to"),
			at("missing", NameReg, "what to do with absent members: fail (default), exclude, worst or best"),
			at("need", NeedReg, "how many members must be there; otherwise the result is absent"),
			at("round", RoundingReg, "rounding that is part of the rule: half_up(1)"),
			at("shown", RoundingReg, "rounding for display only"),
			at("scale", NameReg, "the scale of the result"),
			at("bands", FormulaReg, "a parameter of intervals, or cut_points.NAME, that serves as bands"),
			at("rules", NameReg, "a ladder whose rules are used here"),
			at("table", NameReg, "a table that is read with the quantities that its in names"),
			at("undecided", NameReg, "stop (default), skip or apply, for all rules of the block"),
			at("shadow", BoolReg, "true: reported, counted nowhere"),
			at("unpublished", TextReg, "the rule was never published: says so, and the result is absent"),
		}),
		Blocks: []*BlockSchema{
			inForce(),
			{Type: "case", Labels: []string{"name"}, Doc: "one of several ways to compute the value; the first that holds", Attrs: join(about(), []*AttrSchema{
				must("when", FormulaReg, "when this case holds; otherwise = what no other case took"),
				must("value", FormulaReg, "its value"),
				at("because", TextReg, "the reason, for people"),
			})},
			{Type: "member", Labels: []string{"name"}, Doc: "a member with a weight or a condition", Attrs: join(about(), []*AttrSchema{
				at("weight", FormulaReg, "its weight"),
				at("applies", FormulaReg, "when it counts"),
			})},
			{Type: "bands", Once: true, Doc: "intervals of the value and the level that each gives", Attrs: join(about(), []*AttrSchema{
				at("levels", IntervalsReg, "{ good = \"2.5 or more\" }: level = interval"),
				at("of", FormulaReg, "what is banded; default: the value"),
				at("unpublished", TextReg, "the cut-offs were never published: says so, and the result is absent"),
			})},
			{Type: "normalise", Once: true, Doc: "the value set among those of everyone, before it is rounded", Attrs: join(about(), []*AttrSchema{
				must("over", NameReg, "the entity or population that it is set among; those that have a value count"),
				must("method", NameReg, "the function: z_score, min_max, rank, percentile_rank, borda, distance_to_max, distance_to_target, fraction_of_max or goalposts"),
				at("variant", NamesReg, "the variants of the function, in the order of its signature: sample, or [ascending, mean]"),
				at("with", FormulaReg, "its numbers, in the order of its signature: [1, 100]"),
			})},
			{Type: "points", Once: true, Doc: "points for thresholds that are reached", Attrs: join(about(), []*AttrSchema{
				at("above", FormulaReg, "how many of these the value lies above, or a map that awards: { 40 = 2, 60 = 4 }"),
				at("at_least", FormulaReg, "how many of these the value reaches, or a map that awards"),
				at("below", FormulaReg, "how many of these the value lies below, or a map that awards"),
				at("at_most", FormulaReg, "how many of these the value does not pass, or a map that awards"),
			})},
			{Type: "interpolate", Once: true, Doc: "straight lines between points", Attrs: join(about(), []*AttrSchema{
				must("segments", IntervalsReg, "{ \"0 to 12.0\" = \"0 to 50\" }: from the value to the score"),
				at("below", NameReg, "clamp, extend or a state: what a value below the first segment gives"),
				at("above", NameReg, "clamp, extend or a state: what a value above the last segment gives"),
			})},
			rule(),
			{Type: "adjust", Once: true, Doc: "steps up or down, clamped to the scale after each", Attrs: join(about(), []*AttrSchema{
				at("from", FormulaReg, "where the steps start; default: the level so far"),
				at("undecided", NameReg, "stop (default), skip or apply, for all steps"),
			}), Blocks: []*BlockSchema{
				{Type: "step", Labels: []string{"name"}, Doc: "one step", Attrs: join(about(), []*AttrSchema{
					at("when", FormulaReg, "when it is taken"),
					at("requires", SentenceReg, "a sentence that must hold"),
					must("move", FormulaReg, "levels up (towards best) or, negative, down"),
					at("because", TextReg, "the reason, for people"),
					at("undecided", NameReg, "stop (default), skip or apply"),
				})},
			}},
			{Type: "limit", Labels: []string{"name"}, Doc: "no better than, no worse than, or exactly; order-free", Attrs: join(about(), []*AttrSchema{
				at("when", FormulaReg, "when it applies"),
				at("requires", SentenceReg, "a sentence that must hold"),
				at("at_most", FormulaReg, "no better than this level"),
				at("at_least", FormulaReg, "no worse than this level"),
				at("exactly", FormulaReg, "this level or state; wins over an absent result"),
				at("because", TextReg, "the reason, for people"),
				at("undecided", NameReg, "stop (default), skip or apply"),
			})},
			{Type: "override", Labels: []string{"name"}, Doc: "recorded human decisions, supplied as data", Attrs: join(about(), []*AttrSchema{
				at("within", NumberReg, "how many levels a decision may move"),
				at("to", DataReg, "the levels or states that a decision may choose"),
				at("needs", NamesReg, "what a decision must record: by, reason, evidence, until"),
			})},
			{Type: "mark", Labels: []string{"mark"}, Doc: "a suffix or flag that never changes the order", Attrs: join(about(), []*AttrSchema{
				at("when", FormulaReg, "when it is set"),
				at("requires", SentenceReg, "a sentence that must hold"),
				at("label", TextReg, "what it says"),
			})},
		}}
}

func helperBlocks() []*BlockSchema {
	return []*BlockSchema{
		{Type: "ladder", Labels: []string{"name"}, Doc: "rules written once for several ratings", Attrs: join(about(), []*AttrSchema{
			must("scale", NameReg, "the scale of the levels"),
			at("undecided", NameReg, "stop (default), skip or apply, for all rules"),
		}), Blocks: []*BlockSchema{rule()}},
		{Type: "table", Labels: []string{"name"}, Doc: "a decision table; also a function", Attrs: join(about(), []*AttrSchema{
			must("in", DataReg, "what it reads: names of quantities, or { name = type }"),
			must("out", DataReg, "what it gives: a scale or number, or { name = type } for several"),
			at("hit", NameReg, "unique (default), first, worst, best or agree"),
		}, tableRows()), Blocks: []*BlockSchema{
			{Type: "at", Labels: []string{"date"}, Doc: "the rows from this date on", Attrs: join(about(), tableRows())},
		}},
		{Type: "function", Labels: []string{"name"}, Doc: "a typed, pure formula used on different inputs", Attrs: join(about(), []*AttrSchema{
			must("in", DataReg, "its arguments: { av = attack_vector, x = number }"),
			must("value", FormulaReg, "the formula"),
			at("unit", TextReg, "the unit of the result"),
		})},
		{Type: "chapter", Labels: []string{"name"}, Doc: "prose that is published with the rules", Attrs: join(about(), []*AttrSchema{
			at("order", NumberReg, "its place"),
			must("text", TextReg, "Markdown"),
		})},
		testBlock(),
	}
}
