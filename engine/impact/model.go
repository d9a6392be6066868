package impact

import "math/big"

// This file defines the report: what the writers show, and its public JSON form.

// FormatVersion is the version of the JSON form.
const FormatVersion = 1

type (
	// Report is what a change does to the results of everyone who was rated.
	Report struct {
		FormatVersion int       `json:"format_version"`
		Tool          string    `json:"tool,omitempty"`
		Before        Version   `json:"before"`
		After         Version   `json:"after"`
		Entity        string    `json:"entity"`
		Both          int       `json:"in_both"`
		OnlyBefore    int       `json:"only_before"`
		OnlyAfter     int       `json:"only_after"`
		Results       []*Result `json:"results"` // the headline first
		Players       []Player  `json:"changes"` // what moves are attributed to
		Notes         []string  `json:"notes,omitempty"`
		Budgets       []Budget  `json:"budgets,omitempty"`
		Broken        bool      `json:"budget_broken"`
	}
	// Version says by which rules and from which data one side was rated.
	Version struct {
		Name    string   `json:"name"`
		ID      string   `json:"framework"`
		Version string   `json:"version,omitempty"`
		AsOf    string   `json:"as_of,omitempty"`
		Digest  string   `json:"digest"`
		Meaning string   `json:"meaning_digest"`
		Data    string   `json:"data_digest,omitempty"`
		Files   []string `json:"files,omitempty"`
	}
	// Result is one published result, for one combination of members.
	Result struct {
		Name     string     `json:"result"`
		Title    string     `json:"title,omitempty"`
		Ordered  bool       `json:"ordered"` // distances and directions are known
		Moved    int        `json:"moved"`
		Up       int        `json:"up"`
		Down     int        `json:"down"`
		Other    int        `json:"other"` // to or from what is off the ladder or absent
		Outcomes []Outcome  `json:"outcomes,omitempty"`
		Matrix   [][]int    `json:"matrix,omitempty"` // by outcome before, then after
		Distance []Distance `json:"distances,omitempty"`
		Kappa    string     `json:"weighted_kappa,omitempty"`
		NoKappa  string     `json:"no_weighted_kappa,omitempty"`
		Scores   *Scores    `json:"scores,omitempty"`
		Segments []Segment  `json:"segments,omitempty"`
		Causes   []Cause    `json:"causes,omitempty"`
		Shares   *Shares    `json:"attribution,omitempty"`
		Movers   []*Mover   `json:"movers,omitempty"`

		block string
	}
	// Outcome is a level, a state or a reason for having no result.
	Outcome struct {
		ID    string `json:"id"`
		Label string `json:"label,omitempty"`
		Kind  string `json:"kind"` // level, state, absent or value
	}
	// Distance is how many moved so far: levels up, or negative down.
	Distance struct {
		Levels int `json:"levels"`
		Moved  int `json:"moved"`
	}
	// Scores is how the number behind a result shifts, over those who have it in both.
	Scores struct {
		Of        string     `json:"of"`
		Both      int        `json:"in_both"`
		Different int        `json:"different"`
		Before    string     `json:"mean_before"`
		After     string     `json:"mean_after"`
		Shift     string     `json:"mean_shift"`
		Quantiles []Quantile `json:"shift_quantiles"`
	}
	// Quantile is the shift that a share of those rated do not exceed.
	Quantile struct {
		Share string `json:"share"`
		Shift string `json:"shift"`
	}
	// Segment is those with one value in a column of the data.
	Segment struct {
		By    string `json:"by"`
		Value string `json:"value"`
		Rows  int    `json:"rows"`
		Moved int    `json:"moved"`
		Up    int    `json:"up"`
		Down  int    `json:"down"`
	}
	// Cause is what decides otherwise than before.
	Cause struct {
		Words   string `json:"words"`
		Address string `json:"address,omitempty"`
		File    string `json:"file,omitempty"`
		Line    int    `json:"line,omitempty"`
		Movers  int    `json:"movers,omitempty"` // for how many; absent in the list of a mover

		follows bool // from what the block reads
	}
	// Mover is one who has another result than before.
	Mover struct {
		Key    string   `json:"key"`
		Label  string   `json:"label,omitempty"`
		From   string   `json:"from"`
		To     string   `json:"to"`
		Levels *int     `json:"levels,omitempty"` // up, or negative down; absent where that is unknown
		Causes []Cause  `json:"causes,omitempty"`
		Shares []string `json:"shares,omitempty"` // by change, as in Report.Players; they sum to 1
		shares []*big.Rat
		by     float64 // how much higher, on the ladder or as a number
		start  float64 // where it stood before
		rowA   int
		rowB   int
	}
	// Player is something that moves are attributed to.
	Player struct {
		Name  string   `json:"name"`
		Kind  string   `json:"kind"`             // rules, date, data, missing or judgement
		Parts []string `json:"blocks,omitempty"` // of rules, the blocks that are changed together
		Note  string   `json:"note,omitempty"`
	}
	// Shares is how the moves are shared out among the changes.
	Shares struct {
		Method  string  `json:"method"`           // exact, sampled or single
		Orders  int     `json:"orders,omitempty"` // of a sample
		Seed    uint64  `json:"seed,omitempty"`
		Total   []Share `json:"total"`             // by change
		Partial bool    `json:"partial,omitempty"` // some movers could not be attributed
	}
	// Share is what is due to one change.
	Share struct {
		Moves  string `json:"moves"`                    // of those who moved, exact
		Levels string `json:"levels"`                   // net, up less down, exact
		Error  string `json:"standard_error,omitempty"` // of moves, where it is sampled
		moves  *big.Rat
		levels *big.Rat
	}
	// Budget is a limit on what may move, and whether it held.
	Budget struct {
		Name     string   `json:"name"`
		Sentence string   `json:"sentence"`
		Result   string   `json:"result"`
		Counted  int      `json:"counted"`
		Allowed  string   `json:"allowed"`
		Status   string   `json:"status"` // held, broken or expected
		By       []string `json:"expected_by,omitempty"`
		Missed   int      `json:"not_expected,omitempty"` // movers that no change record expects
		Examples []string `json:"examples,omitempty"`
	}
)
