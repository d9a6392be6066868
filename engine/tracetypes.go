package engine

// This file defines the public form of a trace. Text for people is made of it
// alone. Names in JSON are stable; engine/report/explain.schema.json says the
// same in the words of JSON Schema.

type (
	// Trace is how one entity came by its results.
	Trace struct {
		FormatVersion int            `json:"format_version"`
		Tool          string         `json:"tool,omitempty"`
		Framework     TraceFramework `json:"framework"`
		Data          TraceData      `json:"data"`
		AsOf          string         `json:"as_of,omitempty"`
		Entity        TraceEntity    `json:"entity"`
		Answer        string         `json:"answer"` // one sentence about the headline
		Results       []TraceResult  `json:"results"`
		WhyNot        *TraceWhyNot   `json:"why_not,omitempty"`
		Steps         []*TraceStep   `json:"steps"`           // one for each result, with all that it reads below it
		Above         []TraceAbove   `json:"above,omitempty"` // what the row is within, and its part in the results there
		Below         []TraceBelow   `json:"below,omitempty"` // what is within the row
		Sources       []TraceSource  `json:"sources,omitempty"`
	}
	// TraceFramework says by which rules.
	TraceFramework struct {
		ID        string `json:"id"`
		Version   string `json:"version,omitempty"`
		Variant   string `json:"variant,omitempty"`
		Title     string `json:"title,omitempty"`
		Publisher string `json:"publisher,omitempty"`
		Digest    string `json:"digest,omitempty"`
	}
	// TraceData says from which data.
	TraceData struct {
		Digest string   `json:"digest,omitempty"`
		Files  []string `json:"files,omitempty"`
	}
	// TraceEntity is who was rated. Row counts the entities in the order of the data, from 1.
	TraceEntity struct {
		Kind  string     `json:"kind"`
		Title string     `json:"title,omitempty"`
		Name  string     `json:"name"` // the key as people read it
		Label string     `json:"label,omitempty"`
		Key   []TraceKey `json:"key"`
		Row   int        `json:"row"`
		// Within is what the row is within, nearest first.
		Within []TraceRow `json:"within,omitempty"`
	}
	// TraceRow is a row of an entity.
	TraceRow struct {
		Entity string     `json:"entity"`
		Title  string     `json:"title,omitempty"` // of the entity
		Name   string     `json:"name"`
		Label  string     `json:"label,omitempty"`
		Key    []TraceKey `json:"key"`
	}
	// TraceAbove is a row that the explained one is within, with its results.
	TraceAbove struct {
		Row     TraceRow      `json:"row"`
		Results []TracePartIn `json:"results,omitempty"`
	}
	// TracePartIn is a result of a row above, and what the row within it did to it:
	// how it counts among the members, and in which conditions it has a part.
	TracePartIn struct {
		TraceResult
		Member  *TraceElement `json:"member,omitempty"`
		Decides bool          `json:"decides,omitempty"` // it alone gives the smallest, largest, worst or best
		Part    []string      `json:"part,omitempty"`
		Through []TracePartIn `json:"through,omitempty"` // what the result reads in which the row has its part
	}
	// TraceBelow is the rows of an entity within the explained one.
	TraceBelow struct {
		Entity string         `json:"entity"`
		Title  string         `json:"title,omitempty"`
		Rows   int            `json:"rows"`
		First  []TraceBelowIs `json:"first,omitempty"` // the first of them, by key
	}
	// TraceBelowIs is a row within the explained one, with its published results.
	TraceBelowIs struct {
		Row     TraceRow      `json:"row"`
		Results []TraceResult `json:"results,omitempty"`
	}
	// TraceHidden is rows whose explanations are left out below a step.
	TraceHidden struct {
		Entity string `json:"entity"`
		Rows   int    `json:"rows"`
	}
	// TracePopulation is a list of everyone that a step reads: who counts, the
	// statistics that were used, and the part of the row that is explained.
	TracePopulation struct {
		Of         string           `json:"of,omitempty"` // what is read of each; absent: the rows themselves
		Entity     string           `json:"entity"`
		Name       string           `json:"population,omitempty"` // absent: every row
		Title      string           `json:"title,omitempty"`
		Members    []TraceMember    `json:"members,omitempty"`
		Where      string           `json:"where,omitempty"` // who is in it, as written
		By         string           `json:"by,omitempty"`    // what its groups share
		Group      string           `json:"group,omitempty"` // of the row
		Rows       int              `json:"rows"`            // of the data, or of the group
		In         int              `json:"in"`              // of them, in the population
		Untold     int              `json:"undecided,omitempty"`
		Present    int              `json:"present"`           // of those, with a value
		MadeUp     int              `json:"made_up,omitempty"` // of those, by a policy
		Gaps       []*TraceGap      `json:"absent,omitempty"`
		LeavesOut  bool             `json:"absent_left_out,omitempty"` // those without a value; else one makes the whole absent
		Statistics []TraceStatistic `json:"statistics,omitempty"`
		Standing   *TraceStanding   `json:"standing,omitempty"`
		Own        *TraceOwn        `json:"own,omitempty"`
		Mine       *TraceMine       `json:"within,omitempty"`
		At         TracePlace       `json:"at"`
	}
	// TraceGap is how many rows have no value, and the names of some.
	TraceGap struct {
		Reason string   `json:"reason"`
		Text   string   `json:"text"`
		Rows   int      `json:"rows"`
		Names  []string `json:"names"`
	}
	// TraceStatistic is a figure of a population; Who names the rows that have the
	// smallest or largest value.
	TraceStatistic struct {
		Name  string     `json:"name"`
		Value TraceValue `json:"value"`
		Who   []string   `json:"who,omitempty"`
	}
	// TraceStanding is where a number stands among many.
	TraceStanding struct {
		Of    string     `json:"of,omitempty"`
		Value TraceValue `json:"value"`
		Below int        `json:"below"`
		Equal int        `json:"equal"`
		Above int        `json:"above"`
	}
	// TraceMine is how many of a population's rows are within the explained row.
	TraceMine struct {
		Row     TraceRow `json:"row"`
		Rows    int      `json:"rows"`
		In      int      `json:"in"`
		Present int      `json:"present"`
		So      int      `json:"so,omitempty"` // of yes and no: with yes
	}
	// TraceOwn is what a row contributes to a population.
	TraceOwn struct {
		Row      TraceRow       `json:"row"`
		In       bool           `json:"in"`
		Why      []string       `json:"why,omitempty"` // it is not in it
		Value    TraceValue     `json:"value"`
		LeftOut  bool           `json:"left_out,omitempty"` // it has no value
		Standing *TraceStanding `json:"standing,omitempty"`
	}
	// TraceKey is one column of the key.
	TraceKey struct {
		Column string `json:"column"`
		Value  string `json:"value"`
	}
	// TracePlace is a line of a rule file.
	TracePlace struct {
		File string `json:"file"`
		Line int    `json:"line"`
	}
	// TraceMember is a member of an entity that a step is for.
	TraceMember struct {
		Entity string `json:"entity"`
		ID     string `json:"id"`
		Title  string `json:"title,omitempty"`
	}
	// TraceValue is a value or the reason why there is none. Text is what people
	// read; Number is an exact decimal if Exact is set, else 15 digits.
	TraceValue struct {
		Text   string `json:"text"`
		Number string `json:"number,omitempty"`
		Exact  bool   `json:"exact,omitempty"`
		Level  string `json:"level,omitempty"` // id on the scale
		Label  string `json:"label,omitempty"`
		State  bool   `json:"state,omitempty"`  // off the ladder
		Absent string `json:"absent,omitempty"` // id of the reason; Text has its label
		Traced string `json:"traced,omitempty"` // the input that the absence comes from, or the population that it is not in
	}
	// TraceResult is a published result.
	TraceResult struct {
		Block    string        `json:"block"`
		Title    string        `json:"title,omitempty"`
		Members  []TraceMember `json:"members,omitempty"`
		Value    TraceValue    `json:"value"`
		Unit     string        `json:"unit,omitempty"`
		Supplied bool          `json:"supplied,omitempty"` // by the data, not computed
		Everyone bool          `json:"everyone,omitempty"` // a figure of everyone
		Standing string        `json:"standing"`
		Sources  []string      `json:"sources,omitempty"`
		At       TracePlace    `json:"at"`
	}
	// TraceStep is one block, for its members. Repeated says that it stands in
	// full further up; Cut that the depth asked for leaves out what is below.
	TraceStep struct {
		ID          string             `json:"id"`
		Block       string             `json:"block"`
		Kind        string             `json:"kind"`
		Title       string             `json:"title,omitempty"`
		Note        string             `json:"note,omitempty"`
		Members     []TraceMember      `json:"members,omitempty"`
		Result      TraceValue         `json:"result"`
		Unit        string             `json:"unit,omitempty"`
		Standing    string             `json:"standing"`
		Sources     []string           `json:"sources,omitempty"`
		At          TracePlace         `json:"at"`
		Row         *TraceRow          `json:"row,omitempty"`      // of another row than the one that is explained
		Everyone    bool               `json:"everyone,omitempty"` // a figure of everyone
		Supplied    bool               `json:"supplied,omitempty"` // by the data, not computed
		Column      string             `json:"column,omitempty"`   // that it was supplied in
		Shadow      bool               `json:"shadow,omitempty"`
		Stages      []*TraceStage      `json:"stages,omitempty"`
		Populations []*TracePopulation `json:"populations,omitempty"`
		Inputs      []TraceInput       `json:"inputs,omitempty"`
		Figures     []TraceFigure      `json:"parameters,omitempty"`
		Steps       []*TraceStep       `json:"steps,omitempty"`
		Repeated    bool               `json:"repeated,omitempty"`
		Cut         bool               `json:"cut,omitempty"`
		Hidden      []TraceHidden      `json:"rows_left_out,omitempty"` // rows that are not explained one by one
	}
	// TraceStage is one stage of a block: population, applies, value, coverage, round, bands,
	// points, interpolate, rules, table, adjust, limits, overrides, marks or
	// unpublished.
	TraceStage struct {
		Stage    string          `json:"stage"`
		Name     string          `json:"name,omitempty"`    // of the case, the table, the ladder
		Formula  string          `json:"formula,omitempty"` // as written
		Numbers  string          `json:"numbers,omitempty"` // with the numbers put in
		Parts    []TracePart     `json:"parts,omitempty"`   // functions over members in the formula
		Rounding string          `json:"rounding,omitempty"`
		Before   *TraceValue     `json:"before,omitempty"`
		Result   *TraceValue     `json:"result,omitempty"`
		Unit     string          `json:"unit,omitempty"` // of the number: of Before where Result is a level
		Why      []string        `json:"why,omitempty"`
		Members  []TraceElement  `json:"members,omitempty"`
		Tried    []TraceTry      `json:"tried,omitempty"`
		Near     []TraceDistance `json:"thresholds,omitempty"`
		Sources  []string        `json:"sources,omitempty"`
		Standing string          `json:"standing,omitempty"`
		At       TracePlace      `json:"at"`
	}
	// TracePart is a function over members and what it made of them.
	TracePart struct {
		Formula   string       `json:"formula"`
		StandsFor string       `json:"stands_for,omitempty"` // of a function that is defined by others
		Numbers   string       `json:"numbers,omitempty"`
		Value     TraceValue   `json:"value"`
		Members   []TraceNamed `json:"members,omitempty"`
		Among     []string     `json:"among,omitempty"`     // the named populations that they are of, and who is in them
		StandsIn  bool         `json:"stands_in,omitempty"` // Formula has no value, and Value was put in its place
		Decides   []string     `json:"decides,omitempty"`   // who has the smallest, largest, worst or best value
	}
	// TraceNamed is a member of a list with its value.
	TraceNamed struct {
		Name   string     `json:"name"`
		Title  string     `json:"title,omitempty"`
		Value  TraceValue `json:"value"`
		MadeUp bool       `json:"made_up,omitempty"` // by a policy, for the data has none
	}
	// TraceElement is a member that a block scores: its value, the weight as
	// stated, the weight among those that count and what it adds.
	TraceElement struct {
		Name    string      `json:"name"`
		Title   string      `json:"title,omitempty"`
		Value   TraceValue  `json:"value"`
		Used    *TraceValue `json:"used,omitempty"` // where a policy put another value in
		Weight  *TraceValue `json:"weight,omitempty"`
		Share   *TraceValue `json:"share,omitempty"`   // of the weights that count
		MadeUp  bool        `json:"made_up,omitempty"` // by a policy, for the data has none
		LeftOut string      `json:"left_out,omitempty"`
		Decides bool        `json:"decides,omitempty"`
	}
	// TraceTry is a rule, band, row, case, segment, step or limit that was looked
	// at. Held is yes, no, undecided or not_looked_at.
	TraceTry struct {
		Name     string      `json:"name"`
		Title    string      `json:"title,omitempty"`
		Text     string      `json:"text,omitempty"` // the condition, in canonical words
		Held     string      `json:"held"`
		Decided  bool        `json:"decided,omitempty"`
		Effect   string      `json:"effect,omitempty"` // at_most good, one level up
		Gives    *TraceValue `json:"gives,omitempty"`
		Before   *TraceValue `json:"before,omitempty"`
		After    *TraceValue `json:"after,omitempty"`
		Why      []string    `json:"why,omitempty"`
		Because  string      `json:"because,omitempty"`
		Sources  []string    `json:"sources,omitempty"`
		Standing string      `json:"standing,omitempty"`
		Decision *TraceOrder `json:"decision,omitempty"`
		At       TracePlace  `json:"at"`
	}
	// TraceOrder is a recorded decision.
	TraceOrder struct {
		By       string `json:"by,omitempty"`
		Reason   string `json:"reason,omitempty"`
		Evidence string `json:"evidence,omitempty"`
		Until    string `json:"until,omitempty"`
	}
	// TraceDistance is how far a number is from the next threshold on one side.
	TraceDistance struct {
		Side      string      `json:"side"` // up or down
		Threshold string      `json:"threshold"`
		Reached   bool        `json:"reached_at"` // the threshold itself counts
		By        string      `json:"by"`
		Gives     *TraceValue `json:"gives,omitempty"`
	}
	// TraceInput is a value of the data, as bound and as used.
	TraceInput struct {
		Input       string             `json:"input"`
		Title       string             `json:"title,omitempty"`
		Row         *TraceRow          `json:"row,omitempty"` // of another row than the one that is explained
		Members     []TraceMember      `json:"members,omitempty"`
		File        string             `json:"file,omitempty"` // where there is only one
		Column      string             `json:"column,omitempty"`
		Raw         TraceValue         `json:"raw"`
		Value       TraceValue         `json:"value"`
		Policy      string             `json:"policy,omitempty"`      // what changed Raw into Value
		MadeUp      bool               `json:"made_up,omitempty"`     // the policy put a value where there was none
		Populations []*TracePopulation `json:"populations,omitempty"` // that it put in from
		Unit        string             `json:"unit,omitempty"`
		Sources     []string           `json:"sources,omitempty"`
		Standing    string             `json:"standing,omitempty"`
		At          TracePlace         `json:"at"`
	}
	// TraceFigure is a parameter and the value in force.
	TraceFigure struct {
		Parameter string     `json:"parameter"`
		Title     string     `json:"title,omitempty"`
		Value     TraceValue `json:"value"`
		Unit      string     `json:"unit,omitempty"`
		From      string     `json:"from,omitempty"` // in force since
		Sources   []string   `json:"sources,omitempty"`
		Standing  string     `json:"standing,omitempty"`
		At        TracePlace `json:"at"`
	}
	// TraceSource is a document that figures come from.
	TraceSource struct {
		Name      string     `json:"name"`
		Title     string     `json:"title,omitempty"`
		URL       string     `json:"url,omitempty"`
		Retrieved string     `json:"retrieved,omitempty"`
		Standing  string     `json:"standing"`
		Note      string     `json:"note,omitempty"`
		At        TracePlace `json:"at"`
	}
	// TraceWhyNot is what stands in the way of a level.
	TraceWhyNot struct {
		Block  string        `json:"block"`
		Level  TraceValue    `json:"level"`
		Answer string        `json:"answer"`
		Holds  bool          `json:"holds,omitempty"` // it is the level already
		Blocks []TraceObject `json:"in_the_way,omitempty"`
	}
	// TraceObject is one thing that stands in the way, and what would remove it.
	// Of ways with one Choice each is enough; all others must go.
	TraceObject struct {
		Stage  string     `json:"stage"`
		Name   string     `json:"name,omitempty"`
		Text   string     `json:"text,omitempty"`
		Needs  []string   `json:"needs,omitempty"`
		Choice string     `json:"choice,omitempty"`
		At     TracePlace `json:"at"`
	}
)
