package diag

// Code names a kind of problem for good: it is never reused and its meaning
// never changes. R01 is the text of rule files, R02 structure and names, R03
// types and units, R04 the logic of rules, R05 the data, R06 results.
// Every code has a page in pages/ and a golden case; tests hold both.
type Code string
