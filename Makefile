# rubric. `make help` lists the targets; `make check` is what CI runs.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

TOOLS    := go tool -modfile=.ci/tools/go.mod
UPDATE   := GOLDIE_UPDATE=true go test -count=1
FUZZTIME ?= 5s

.PHONY: help build test check golden data lint fmt bench verify mutate fuzz

help: #> show this list
	@awk -F ': *[^#]*#> ' '/^[a-z]+:.*#> / {printf "make %-8s %s\n", $$1, $$2}' Makefile

build: #> build ./bin/rubric
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o bin/rubric ./cmd/rubric

test: #> run the tests, quickly
	go test ./...

check: lint #> all that CI runs: lint, tests with -race, goldens, verify
	@echo "== tests, with the race detector; fuzz seeds are among them"
	go test -race ./...
	@echo "== an update leaves the goldens as they are"
	@.ci/goldens $(MAKE) --no-print-directory golden
	@$(MAKE) --no-print-directory verify

golden: #> write the goldens anew; read the difference before you commit it
	$(UPDATE) ./cmd/rubric ./lang ./lang/diag
	$(UPDATE) ./golden

data: #> write the generated data of the examples anew
	go run ./golden/generate

lint: #> gofmt, vet, staticcheck, go mod tidy
	@echo "== gofmt"
	@files=$$(gofmt -l .); if [ -n "$$files" ]; then echo "not laid out (make fmt):"; echo "$$files"; exit 1; fi
	@echo "== vet"
	@go vet ./...
	@echo "== go mod tidy"
	@go mod tidy -diff
	@echo "== staticcheck"
	@$(TOOLS) staticcheck ./...

fmt: #> lay out the Go code and the rule files of the examples
	gofmt -w .
	@for dir in $$(dirname examples/*/*.rubric.hcl examples/*/*/*.rubric.hcl | sort -u); do go run ./cmd/rubric fmt "$$dir"; done

bench: #> run the benchmarks, then rubric beside other programs
	go test -run '^$$' -bench . -benchtime 100ms -benchmem ./...
	go run ./engine/bench

verify: #> compare the examples with published results, where that data is at hand
	@echo "== verify against published results"
	@go run ./golden/verify

mutate: #> change one thing at a time in the rules of the examples: their tests must notice
	@echo "== mutants of the examples; a minute or several"
	@go run ./golden/mutate

fuzz: #> fuzz each target for FUZZTIME (5s)
	@grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z]*' . | while IFS=: read -r file name; do \
		echo "== $${name#func } in $$(dirname "$$file")"; \
		go test -run '^$$' -fuzz "^$${name#func }$$" -fuzztime $(FUZZTIME) "$$(dirname "$$file")"; \
	done
