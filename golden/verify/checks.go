package main

// This file defines what is compared: for each framework the data, and for each
// result the column that was published. Rows are sorted into groups, of which
// the first that holds takes a row; each says what must come out, and how many
// rows it has. Counts, traps and departures are those of cases/README.md.

// set is a framework with real data.
type set struct {
	framework string // a folder of examples
	data      string // below the folder of published data
	checks    []check
}

// check is one result.
type check struct {
	block  string
	column string // the published one
	within string // how far a number may differ; "" is not at all
	groups []group
	except []exception
}

// group is rows that are judged in one way.
type group struct {
	what string
	is   func(r *row) bool
	good func(r *row) bool
	rows int // with exceptions, where a level was published
}

// exception is a published row that departs from the published rule.
type exception struct {
	key string // the whole key, its parts set apart by " / "
	why string
}

var questions = []string{"Safe", "Effective", "Caring", "Responsive", "Well-led"}

var sets = []set{
	{"cqc_local_authority", "cqc_local_authority/authorities.csv", []check{{
		block: "overall", column: "published_overall_rating",
		groups: []group{{"rated authorities as published", all, same, 71}},
		except: []exception{{"County Durham", "24 of 36 is 67%, which is good; published as Not Rated"}},
	}}},
	{"cqc_locations", "cqc_locations/key_question_ratings.csv", []check{{
		block: "overall", column: "overall",
		groups: []group{
			{"complete sets as published", and(published, answers(5, 5)), same, 421},
			{"sets of one to four ratings as published", and(published, answers(1, 4)), same, 69},
			{"without a rated key question: absent", and(published, answers(0, 0)), absent, 656},
			{"states carried", all, sameState, 201},
		},
		except: []exception{
			{"1-139948467 / current / location / 2021-11-20", "two key questions require improvement; published as Good"},
			{"1-4658827150 / historic / location / 2019-11-05", "five ratings; published as Inspected but not rated, which is read as a state"},
		},
	}}},
	{"cqc_quality_statements", "cqc_locations/quality_statements.csv", []check{
		{block: "overall", column: "kqRating", groups: []group{
			{"key questions as published", published, same, 15},
			{"dental, regulations met: a state", all, sameState, 5},
		}},
		{block: "percent", column: "percentageScore", groups: []group{
			{"percentages as published", not(cellIs("kqRating", "Regulations met")), same, 15},
			{"dental, published as 0: absent", all, absent, 5},
		}},
	}},
	{"fhrs", "fhrs/establishments.csv", []check{{
		block: "overall", column: "RatingValue",
		groups: []group{
			{"scored businesses as published", and(published, not(cellIs("Hygiene", ""))), same, 1319},
			{"rated without published scores: absent", published, absent, 36},
			{"exempt and awaiting: states", all, sameState, 208},
		},
	}}},
	{"cms_nursing_home", "cms_nursing_home/homes_2021_08.csv.gz", []check{
		{block: "overall", column: "Overall Rating", groups: []group{
			{"homes as published", published, same, 15048},
			{"special focus or too new, without stars: states", all, aState, 235},
		}},
		{block: "staffing", column: "Staffing Rating", groups: []group{
			{"homes as published", published, same, 14946},
			{"special focus, too new or too little data: states", all, aState, 337},
		}},
		{block: "weighted_score", column: "Total Weighted Health Survey Score", within: "0.005", groups: []group{
			{"homes within 0.005", published, same, 15136},
			{"without two cycles: absent", all, absent, 147},
		}},
	}},
}

func all(*row) bool { return true }

// published reports whether the published text is a level of the ladder or a
// number, not a state and not empty.
func published(r *row) bool { return r.onLadder(r.published) }

func and(a, b func(*row) bool) func(*row) bool { return func(r *row) bool { return a(r) && b(r) } }

func not(a func(*row) bool) func(*row) bool { return func(r *row) bool { return !a(r) } }

func cellIs(column, text string) func(*row) bool {
	return func(r *row) bool { return r.cell(column) == text }
}

// answers reports whether so many key questions have a rating.
func answers(least, most int) func(*row) bool {
	return func(r *row) bool {
		n := 0
		for _, q := range questions {
			if r.onLadder(r.cell(q)) {
				n++
			}
		}
		return least <= n && n <= most
	}
}
