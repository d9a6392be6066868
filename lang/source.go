package lang

// This file defines how small pieces of syntax are shown in messages.

// Source gives the words of simple expressions as a reader would write them;
// anything larger is "this expression".
func Source(e Expr) string {
	if k, ok := MapKey(e); ok {
		return k
	}
	if s, ok := e.(*Select); ok {
		return Source(s.X) + "." + s.Name
	}
	return "this expression"
}
