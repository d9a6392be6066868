package impact

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"
)

// This file defines the forms of a report that programs read.

// WriteJSON writes the report in its public form.
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// WriteCSV writes a row for each mover of each result, with a column for the share
// of each change, as an exact fraction.
func (r *Report) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	header := []string{"result", r.Entity, "label", "from", "to", "levels", "causes"}
	for _, p := range r.Players {
		header = append(header, "due to "+p.Name)
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, res := range r.Results {
		for _, m := range res.Movers {
			levels := ""
			if m.Levels != nil {
				levels = strconv.Itoa(*m.Levels)
			}
			var causes []string
			for _, c := range m.Causes {
				causes = append(causes, c.Words)
			}
			row := []string{res.Name, m.Key, m.Label, m.From, m.To, levels, strings.Join(causes, "; ")}
			for i := range r.Players {
				share := ""
				if i < len(m.Shares) {
					share = m.Shares[i]
				}
				row = append(row, share)
			}
			if err := out.Write(row); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}
