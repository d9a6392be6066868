package lang

// This file defines the blocks that say what a change of the rules may move.

func budgetBlocks() []*BlockSchema {
	return []*BlockSchema{
		{Type: "budget", Labels: []string{"name"}, Doc: "what a change may move at most; \"rubric impact\" holds it", Attrs: join(about(), []*AttrSchema{
			at("result", NameReg, "the published result that it is about; default: the headline"),
			must("allows", TextsReg, "a sentence or several: \"at most 1% move\", \"nobody moves 2 levels or more\", \"no new inadequate\", \"nobody falls\""),
			at("because", TextReg, "the reason, for people"),
		})},
		{Type: "change", Labels: []string{"name"}, Doc: "a change that was made on purpose; stands in a file of the directory changes/", Attrs: join(about(), []*AttrSchema{
			must("by", TextReg, "who answers for it"),
			must("reason", TextReg, "why it was made"),
			must("date", DateReg, "when it was decided"),
			at("version", TextReg, "the version of the framework that it leads to; default: any"),
			at("result", NameReg, "the published result that it is about; default: the headline"),
			must("expects", TextsReg, "the moves that it makes: \"12 move from good to fair\", \"1-0042 moves from good to fair\""),
		})},
	}
}
