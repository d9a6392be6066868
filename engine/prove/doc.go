// Package prove shows what holds for every input of a framework, before any data
// is there.
//
// For each computed block it lists the finite cells of the rule: a cell gives
// each leaf one value. Leaves are inputs and, where there would be too many
// cells, computed blocks that the rule reads. Levels, yes and no and listed
// numbers are taken one by one; other numbers are cut at the constants that they
// are compared with, and one number stands for all between two cuts. Leaves that
// can be exchanged without changing the rule are counted, not multiplied: five
// alike with four levels are 56 cells. The cells run as rows through the columnar
// engine, and every cell that is shown is confirmed by package byrow.
//
// A run is complete if its cells stand for all inputs: then what occurs in none
// of them can never occur. It is real if each of its cells can occur: then what
// occurs in one can occur. Where blocks are leaves a run may not be real; where a
// number cannot be cut it is not complete. Claims are made only from runs that
// allow them; what is left open is reported as not proven.
//
// All values are present in the cells, states are left out unless a formula names
// one, and absent values are in only where a formula asks for presence. What
// seems never to occur is looked for once more among states and absent values.
//
// A cell is one row and what it is within. What a list over rows gives, of everyone
// or of children, is an unknown that may have any value between what is known of
// the function (rows.go): rules over it are looked at like others, but a case with
// it is claimed only where the unknown is free to be anything beside the inputs
// that are named. All that is left open for this reason is told once.
package prove
