// Command rubric checks and applies rating rules that are written in files.
//
// Each command is a file: its flags fill an Options struct, and one function
// run(ctx, Options, *streams) error does the work. What goes to which stream
// and which exit codes there are stands at the top of streams.go, how the
// directory of a framework is opened in source.go.
package main

import (
	"context"
	"os"
	"os/signal"

	"github.com/rubric-lang/rubric/lang"
)

func main() {
	collectRarely()
	go lang.Prepare()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second interrupt ends it at once
	code := execute(ctx, os.Args[1:], standardStreams(ctx))
	stop()
	os.Exit(code)
}
