package report

import "github.com/rubric-lang/rubric/engine"

// This file defines Form: how results are written of which only a stretch of rows is
// there at a time. The bytes are those of the functions that write a whole result.

// Form is a way of writing the results of the framework's entity, where nothing is
// published for others.
type Form struct {
	// Head appends what stands before the first row; res may be any stretch, and one
	// without rows.
	Head func(to []byte, res *engine.Result, opt Options) []byte
	// Rows appends the rows of a stretch, each behind Between. Before the very first
	// of all rows it is to be left out.
	Rows    func(to []byte, res *engine.Result, opt Options) []byte
	Between string
	// Tail appends what stands behind the last of so many rows.
	Tail func(to []byte, rows int) []byte
	// Lines says that rows are lines of CSV: Rows can do with engine.Space.KeyCells, and
	// what stands behind the key is that of Tails.
	Lines bool
	// Longer says how many times as long as lines of CSV rows are, about; 0: once.
	Longer int
}

// CSVForm is that of WriteCSV.
func CSVForm() Form { return Form{Head: AppendCSVHeader, Rows: AppendCSV, Tail: noTail, Lines: true} }

// JSONLForm is that of WriteJSONL.
func JSONLForm() Form {
	noHead := func(to []byte, _ *engine.Result, _ Options) []byte { return to }
	return Form{Head: noHead, Rows: AppendJSONL, Tail: noTail, Longer: timesJSON}
}

// timesJSON is how many times as long as CSV JSON is, with a name at each value.
const timesJSON = 6

func noTail(to []byte, _ int) []byte { return to }

// JSONForm is that of WriteJSON.
func JSONForm() Form {
	return Form{
		Head: func(to []byte, res *engine.Result, opt Options) []byte {
			j := jsonText{to}
			j.head(res, opt)
			return j.b
		},
		Rows: func(to []byte, res *engine.Result, opt Options) []byte {
			v := at(res, nil)
			object := v.object(opt)
			j := jsonText{to}
			for row := range v.rows {
				j.raw(",").raw(beforeRow)
				object(&j, row)
			}
			return j.b
		},
		Between: ",",
		Longer:  timesJSON,
		Tail: func(to []byte, rows int) []byte {
			return append(to, word(rows == 0, "]", afterRows)+afterAll...)
		},
	}
}
