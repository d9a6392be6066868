package main

import (
	"slices"
	"strings"
)

// This file defines what is compared: for each framework the data, and for each
// result the column that was published. Rows are sorted into groups, of which
// the first that holds takes a row; each says what must come out, and how many
// rows it has. Counts, traps and departures are those of cases/README.md.

// set is a framework with real data.
type set struct {
	framework string // a folder of examples
	data      string // below the folder of published data
	published string // the file of results, where it is another
	columns   map[string]string
	supply    map[string]string
	checks    []check
}

// check is one result.
type check struct {
	block  string
	column string // the published one

	// Of a block for several members: the published column of each, by an
	// attribute of the members or here; or, in long data, what stands in the column
	// "long" of its row.
	attr    string
	members map[string]string
	long    string

	read   func(string) string // what the published text means
	ranked string              // ranks among rows that agree in this column are compared by order and ties
	within string              // how far a number may differ; "" is not at all
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
	{framework: "cqc_local_authority", data: "cqc_local_authority/authorities.csv", checks: []check{{
		block: "overall", column: "published_overall_rating",
		groups: []group{{"rated authorities as published", all, same, 71}},
		except: []exception{{"County Durham", "24 of 36 is 67%, which is good; published as Not Rated"}},
	}}},
	{framework: "cqc_locations", data: "cqc_locations/key_question_ratings.csv", checks: []check{{
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
	{framework: "cqc_quality_statements", data: "cqc_locations/quality_statements.csv", checks: []check{
		{block: "overall", column: "kqRating", groups: []group{
			{"key questions as published", published, same, 15},
			{"dental, regulations met: a state", all, sameState, 5},
		}},
		{block: "percent", column: "percentageScore", groups: []group{
			{"percentages as published", not(cellIs("kqRating", "Regulations met")), same, 15},
			{"dental, published as 0: absent", all, absent, 5},
		}},
	}},
	{framework: "fhrs", data: "fhrs/establishments.csv", checks: []check{{
		block: "overall", column: "RatingValue",
		groups: []group{
			{"scored businesses as published", and(published, not(cellIs("Hygiene", ""))), same, 1319},
			{"rated without published scores: absent", published, absent, 36},
			{"exempt and awaiting: states", all, sameState, 208},
		},
	}}},
	{framework: "cms_nursing_home", data: "cms_nursing_home/homes_2021_08.csv.gz", checks: []check{
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
	{framework: "cms_hospital", data: "cms_hospital/measures_2021.csv.gz", published: "cms_hospital/published_2021.csv.gz", checks: []check{
		{block: "overall", column: "star", groups: []group{
			{"hospitals as published", published, same, 3355},
			{"not rated: a state", all, aState, 1181},
		}},
		{block: "summary_score", column: "summary_score", within: "0.000000006", groups: []group{
			{"hospitals within 0.000000006", published, same, 4536},
		}},
		{block: "group_score", within: "0.000000006", members: map[string]string{
			"mortality": "Std_Outcomes_Mortality_score", "safety": "Std_Outcomes_Safety_score", "readmission": "Std_Outcomes_Readmission_score",
			"patient_experience": "Std_PatientExp_score", "process": "Std_Process_score",
		}, groups: []group{
			{"group scores within 0.000000006", published, same, 19736},
			{"groups without a measure: absent", all, absent, 2944},
		}},
		{block: "measures", members: map[string]string{
			"mortality": "Outcomes_Mortality_cnt", "safety": "Outcomes_safety_cnt", "readmission": "Outcomes_Readmission_cnt",
			"patient_experience": "Patient_Experience_cnt", "process": "Process_cnt",
		}, groups: []group{{"counts of measures as published", all, same, 22680}}},
		{block: "groups", column: "Total_measure_group_cnt", groups: []group{{"counts of groups as published", all, same, 4536}}},
		{block: "safety_groups", column: "MortSafe_Group_cnt", groups: []group{{"counts of outcome groups as published", all, same, 4536}}},
		{block: "eligible", column: "report_indicator", groups: []group{{"decisions as published", all, same, 4536}}},
		{block: "peer_group", column: "cnt_grp", read: afterEquals, groups: []group{
			{"peer groups as published", published, same, 3355},
			{"not rated: absent", all, absent, 1181},
		}},
	}},
	{framework: "imd_england", data: "imd_england/imd_2025.csv.gz", checks: []check{
		{block: "overall", column: "IMD_decile", groups: []group{{"deciles as published", published, same, 33755}}},
		{block: "rank", column: "IMD_rank", groups: []group{{"ranks as published", published, same, 33755}}, except: []exception{
			{"E01001608", "ranks swapped with E01030242: the ranks of domains are published, and not the scores behind them"},
			{"E01030242", "ranks swapped with E01001608"},
		}},
		{block: "rank", column: "IMD_rank", within: "1", groups: []group{{"ranks within 1", published, same, 33755}}},
		{block: "score", column: "IMD_score", within: "0.0007", groups: []group{{"scores within 0.0007", published, same, 33755}}},
	}},
	{framework: "svi_us", data: "svi_us/counties_2022.csv.gz", checks: []check{
		{block: "overall", column: "RPL_THEMES", groups: []group{{"counties as published", published, same, 3144}}},
		{block: "total", column: "SPL_THEMES", groups: []group{{"sums as published", published, same, 3144}}},
		{block: "theme_rank", attr: "rank_column", groups: []group{{"ranks of four themes as published", published, same, 12576}}},
		{block: "theme_sum", attr: "sum_column", groups: []group{{"sums of four themes as published", published, same, 12576}}},
		{block: "variable_rank", attr: "rank_column", groups: []group{{"ranks of 16 variables as published", published, same, 50304}}},
		{block: "flags", column: "F_TOTAL", groups: []group{{"counts of flags as published", published, same, 3144}}},
		{block: "theme_flags", attr: "flags_column", groups: []group{{"counts of four themes as published", published, same, 12576}}},
		{block: "flag", attr: "flag_column", groups: []group{{"flags of 16 variables as published", published, same, 50304}}},
	}},
	{framework: "nhs_oversight_framework", data: "nhs_oversight_framework/metrics_one_trust_2025_26.csv", checks: []check{
		{block: "overall", column: "Value", long: "Metric_ID", members: map[string]string{"": "OF5000"},
			groups: []group{{"segments of one trust as published", published, same, 4}}},
		{block: "average_score", column: "Value", long: "Metric_ID", members: map[string]string{"": "OF5002"},
			groups: []group{{"averages of one trust as published", published, same, 4}}},
		{block: "domain_score", column: "Value", long: "Metric_ID", within: "0.005", members: domainRows("OF40"),
			groups: []group{{"scores of domains within 0.005", published, same, 20}}},
		{block: "domain_segment", column: "Value", long: "Metric_ID", members: domainRows("OF41"),
			groups: []group{{"segments of domains as published", published, same, 20}}},
	}},
	{framework: "nhs_oversight_framework", data: "nhs_oversight_framework/league_2025_26_q3.csv",
		columns: map[string]string{"trust.key": "org_code", "league.key": "trust_type"},
		supply: map[string]string{
			"average_score": "average_metric_score", "in_deficit": "in_deficit",
			"domain_score.access": "access_score", "domain_score.effectiveness": "effectiveness_experience_score", "domain_score.safety": "patient_safety_score",
			"domain_score.people": "people_workforce_score", "domain_score.finance": "finance_productivity_score",
		},
		checks: []check{
			{block: "overall", column: "adjusted_segment", groups: []group{
				{"acute trusts as published", cellIs("trust_type", "acute"), same, 129},
				{"others whose segment no deficit could change", inSegment("3", "4"), same, 4},
				{"others, whose deficit is not published: absent", all, absent, 17},
			}},
			{block: "domain_segment", members: map[string]string{
				"access": "access_segment", "effectiveness": "effectiveness_experience_segment", "safety": "patient_safety_segment",
				"people": "people_workforce_segment", "finance": "finance_productivity_segment",
			}, groups: []group{
				{"segments of domains as published", published, same, 749},
				{"without a score: absent", all, absent, 1},
			}},
			{block: "league_rank", column: "league_rank", ranked: "trust_type", groups: []group{
				{"acute trusts in the published order, with the published ties", cellIs("trust_type", "acute"), same, 129},
				{"the one ambulance trust", cellIs("trust_type", "ambulance"), same, 1},
				{"in a league table with open segments: absent", all, absent, 20},
			}},
		}},
}

// domainRows are the rows of the domains in the metrics of trusts.
func domainRows(begins string) map[string]string {
	return map[string]string{"access": begins + "00", "safety": begins + "02", "finance": begins + "03", "people": begins + "04", "effectiveness": begins + "05"}
}

// afterEquals reads "3) # of groups=5".
func afterEquals(s string) string { return s[strings.LastIndex(s, "=")+1:] }

// inSegment reports whether a segment was published as one of these.
func inSegment(segments ...string) func(*row) bool {
	return func(r *row) bool { return slices.Contains(segments, r.published) && r.present() }
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
