package main

// This file lists the frameworks of the NHS whose data is drawn with seeds of
// their own.

func frameworks() []file {
	var out []file
	out = append(out, finance(draw(31))...)
	out = append(out, friends(draw(32))...)
	out = append(out, outcomes(draw(33))...)
	out = append(out, system(draw(34))...)
	return out
}
