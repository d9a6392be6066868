package lang

// This file defines the schema of test blocks.

func testBlock() *BlockSchema {
	return &BlockSchema{Type: "test", Labels: []string{"name"}, Doc: "what must come out", Attrs: join(about(), []*AttrSchema{
		at("given", DataReg, "values of inputs, or of blocks in the middle"),
		at("data", TextReg, "a file of the directory to rate"),
		at("overrides", TextReg, "a file of the directory with recorded decisions on the data"),
		at("rules", TextReg, "rules to read with the framework, or in its place if they hold a framework block"),
		at("as_of", DateReg, "the date of the ratings"),
		at("expect", DataReg, "what must come out: { overall = good }, or a file"),
		at("approved", TextReg, "a file of the directory with the approved results of the data; rubric test --update writes it"),
		at("limits", DataReg, "the limits that must change a result, and no others: { overall = [breach] }"),
		at("refuses", NamesReg, "the codes of problems with which the values, the data or the rules must be met"),
		at("never", FormulaReg, "what must hold for no input"),
		at("always", FormulaReg, "what must hold for every input"),
		at("cases", NumberReg, "how many inputs to try, 1000 by default"),
		at("within", DataReg, "how far numbers may be off: { summary = 0.005 }"),
		at("columns", DataReg, "the columns of the expected results: { overall = \"Overall rating\" }"),
	}), Blocks: []*BlockSchema{
		{Type: "except", Labels: []string{"key"}, Doc: "a named exception; the parts of a key are joined with \" / \"", Attrs: []*AttrSchema{must("because", TextReg, "why it differs")}},
	}}
}
