package main

// This file defines `rubric help`: the page of a code, the language, and the
// help of commands.

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rubric-lang/rubric/lang/diag"
	"github.com/spf13/cobra"
)

const helpHelp = `  rubric help R0402                what the problem means and how it is mended
  rubric help codes                all codes with their titles
  rubric help language             blocks, attributes, sentences and functions
  rubric help rating               a section of it: a block, or a subject such as rounding
  rubric help weighted_mean        a function
  rubric help check                how a command is used

help explains a problem by the code that stands beside it, the language or a part of
it, or a command. Where a block and a command have one name, the command is shown.`

var helpTopics = []string{"codes", "language"}

// helpOptions says what is explained.
type helpOptions struct {
	Topic string // a code, a topic or a command; empty for rubric as a whole
}

func newHelp(s *streams, root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [CODE | codes | language | BLOCK | FUNCTION | COMMAND]", Short: "Explain a problem by its code, the language, or a command", Long: helpHelp,
		Args: atMost(1, "one code, topic or command"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return append(helpNames(root), codeNames()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return runHelp(cmd.Context(), helpOptions{strings.Join(args, " ")}, s, root)
		},
	}
}

func runHelp(_ context.Context, opt helpOptions, s *streams, root *cobra.Command) error {
	switch topic := opt.Topic; {
	case topic == "":
		return root.Help()
	case topic == "language":
		return writeLanguage(s.out)
	case topic == "codes":
		return writeCodes(s.out)
	case looksLikeCode(topic):
		return writePage(s.out, diag.Code(strings.ToUpper(topic)))
	default:
		for _, c := range root.Commands() {
			if c.Name() == topic && !c.Hidden {
				return c.Help()
			}
		}
		if text := languageSection(topic); text != "" {
			_, err := io.WriteString(s.out, text)
			return err
		}
		return unknown("command or topic", topic, helpNames(root), `"rubric help" lists the commands; topics are: `+strings.Join(helpTopics, ", ")+", and blocks and functions of the language")
	}
}

func helpNames(root *cobra.Command) []string {
	return append(append(commandNames(root), helpTopics...), languageWords()...)
}

func codeNames() []string {
	var out []string
	for _, c := range diag.Codes() {
		out = append(out, string(c))
	}
	return out
}

// looksLikeCode reports an R or r and a digit.
func looksLikeCode(s string) bool {
	return len(s) > 1 && (s[0] == 'R' || s[0] == 'r') && '0' <= s[1] && s[1] <= '9'
}

// writePage writes the page of a code with the code in its heading.
func writePage(w io.Writer, code diag.Code) error {
	page, ok := diag.Page(code)
	if !ok {
		return fail(exitUsage, "there is no code %q. The nearest is %s; \"rubric help codes\" lists all", code, nearestCode(string(code)))
	}
	_, err := io.WriteString(w, strings.Replace(page, "# ", "# "+string(code)+": ", 1))
	return err
}

// nearestCode is the code whose number is nearest to the one that was asked for.
func nearestCode(asked string) diag.Code {
	number := func(code string) int {
		n, _ := strconv.Atoi(strings.Trim(code, "Rr"))
		return n
	}
	return slices.MinFunc(diag.Codes(), func(a, b diag.Code) int {
		distance := func(c diag.Code) int { return max(number(string(c))-number(asked), number(asked)-number(string(c))) }
		return distance(a) - distance(b)
	})
}

func writeCodes(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, c := range diag.Codes() {
		fmt.Fprintf(b, "%s  %s\n", c, diag.Title(c))
	}
	return b.Flush()
}
