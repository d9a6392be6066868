package main

// This file defines the rules of output, which every command keeps.
//
// Standard output carries what was asked for and nothing else: the problems
// that `check` found, a formatted text, a page of help, ratings. Standard error
// carries how it went: why a command could not be carried out, problems that
// stop a command other than `check`, progress and summaries. So the output of
// every command can be piped, and a command that fails before it has a result
// writes nothing to standard output.
//
// Colour and progress are for people: they need a terminal, and no colour is
// written with --no-color, with NO_COLOR set, or on a terminal named "dumb".
//
// The exit codes are below. A command that could go on after a problem, such as
// `check` with several directories, goes on and gives the highest code.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
)

// The exit codes of all commands.
const (
	exitFine     = 0  // done, nothing found
	exitFindings = 1  // done, and something was found: problems, files to format
	exitUsage    = 2  // cannot be carried out as given: an unknown flag, a path that is not there
	exitRules    = 3  // the rules cannot be read or do not compile
	exitData     = 4  // the data cannot be read or does not fit the rules
	exitVerify   = 5  // results are not the ones that were expected
	exitFault    = 70 // a fault in rubric itself
)

// faultCode is the page of a fault in rubric itself.
const faultCode diag.Code = "R0901"

// failure is how a command ends other than well. An empty message means that
// everything has been said.
type failure struct {
	code    int
	message string
}

// Error returns the message, which is a whole sentence without its full stop.
func (f *failure) Error() string { return f.message }

func fail(code int, format string, args ...any) error {
	return &failure{code, fmt.Sprintf(format, args...)}
}

// streams are the three standard streams and what is known about them.
type streams struct {
	in       io.Reader
	out, err io.Writer
	inTerm   bool // in is a terminal
	outTerm  bool // out is a terminal
	errTerm  bool // err is a terminal
	noColor  bool // colour is not wanted
}

func standardStreams(ctx context.Context) *streams {
	return &streams{
		in: &interruptible{ctx: ctx, from: os.Stdin}, out: os.Stdout, err: os.Stderr,
		inTerm: isTerminal(os.Stdin), outTerm: isTerminal(os.Stdout), errTerm: isTerminal(os.Stderr),
		noColor: os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb",
	}
}

// interruptible reads from a stream that may never give anything, such as a
// terminal, until an interrupt.
type interruptible struct {
	ctx  context.Context
	from io.Reader
	buf  []byte
	left []byte // what was read and is not yet given
	got  chan error
	n    int
}

func (r *interruptible) Read(p []byte) (int, error) {
	if len(r.left) > 0 {
		n := copy(p, r.left)
		r.left = r.left[n:]
		return n, nil
	}
	if r.got == nil {
		r.got, r.buf = make(chan error, 1), make([]byte, 256<<10)
	}
	go func() {
		var err error
		r.n, err = r.from.Read(r.buf)
		r.got <- err
	}()
	select {
	case err := <-r.got:
		n := copy(p, r.buf[:r.n])
		r.left = r.buf[n:r.n]
		if len(r.left) > 0 {
			err = nil // it comes again
		}
		return n, err
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	}
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Mode()&os.ModeDevice != 0
}

// problems writes diagnostics to out for people: the result of `check`.
func (s *streams) problems(l diag.List, src diag.Sources, most int) error {
	return diag.WriteText(s.out, l, src, diag.TextOptions{Color: s.outTerm && !s.noColor, Max: most})
}

// reasons writes diagnostics to err for people: why a command stopped.
func (s *streams) reasons(l diag.List, src diag.Sources) error {
	return diag.WriteText(s.err, l, src, diag.TextOptions{Color: s.errTerm && !s.noColor, Max: mostReasons})
}

// mostReasons is how many problems a command shows that is not about problems.
const mostReasons = 20

// say writes a message to err.
func (s *streams) say(message string) {
	if message != "" {
		fmt.Fprintf(s.err, "rubric: %s\n", strings.TrimRight(message, "\n"))
	}
}

// ended says how a command ended and gives its exit code. An error that is not
// a failure comes from cobra, or from a stream or file that cannot be written.
func (s *streams) ended(err error) int {
	if err == nil {
		return exitFine
	}
	code := exitUsage
	if f, ok := errors.AsType[*failure](err); ok {
		code = f.code
	}
	s.say(err.Error())
	return code
}

// guard runs f and reports a panic in it as a fault in rubric itself.
func (s *streams) guard(f func() int) (code int) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		code = exitFault
		d := &diag.Diagnostic{Code: faultCode, Summary: "a fault in rubric itself",
			Detail: fmt.Sprintf("rubric met a state that it takes to be impossible: %v. Neither your rules nor your data are to blame. Please report this message, to its end, with what you typed.", p)}
		if err := s.reasons(diag.List{d}, nil); err == nil {
			fmt.Fprintf(s.err, "\n%s, %s\n%s", toolVersion(), platform(), debug.Stack())
		}
	}()
	return f()
}

// worse is the higher of an exit code and that of an error.
func worse(code int, err error) int {
	if f, ok := errors.AsType[*failure](err); ok {
		return max(code, f.code)
	}
	if err != nil {
		return max(code, exitUsage)
	}
	return code
}

// finished is nil for exitFine, else a failure that has nothing more to say.
func finished(code int) error {
	if code == exitFine {
		return nil
	}
	return &failure{code: code}
}
