// Package promql holds claimscope's PromQL parser against Prometheus' own: accepted or refused, and of which type.
package promql

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
	"unicode/utf8"

	goparser "go/parser"

	"github.com/prometheus/prometheus/promql/parser"
)

func TestMain(m *testing.M) {
	if os.Getenv("CLAIMSCOPE") == "" {
		fmt.Fprintln(os.Stderr, "set CLAIMSCOPE to a claimscope-cli binary; run.sh does")
		os.Exit(77)
	}
	os.Exit(m.Run())
}

func number(name string, otherwise int64) int64 {
	if value, err := strconv.ParseInt(os.Getenv(name), 10, 64); err == nil {
		return value
	}
	return otherwise
}

type question struct {
	ID           int    `json:"id"`
	Query        string `json:"query"`
	Experimental bool   `json:"experimental"`
}

type answer struct {
	ID       int    `json:"id"`
	Accepted bool   `json:"accepted"`
	Type     string `json:"type"`
	Error    string `json:"error"`
	Offset   int    `json:"offset"`
}

func ours(questions []question) ([]answer, error) {
	var input bytes.Buffer
	encoder := json.NewEncoder(&input)
	for _, q := range questions {
		if err := encoder.Encode(q); err != nil {
			return nil, err
		}
	}
	command := exec.Command(os.Getenv("CLAIMSCOPE"), "dashboard", "--cases", "-")
	command.Stdin = &input
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		return nil, err
	}
	var out []answer
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var a answer
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	if len(out) != len(questions) {
		return nil, fmt.Errorf("%d answers to %d questions", len(out), len(questions))
	}
	return out, nil
}

func theirs(q question) answer {
	p := parser.NewParser(parser.Options{EnableExperimentalFunctions: q.Experimental, EnableBinopFillModifiers: q.Experimental})
	expression, err := p.ParseExpr(q.Query)
	if err != nil {
		return answer{ID: q.ID, Error: err.Error()}
	}
	return answer{ID: q.ID, Accepted: true, Type: string(expression.Type())}
}

func compare(t *testing.T, queries []string) {
	t.Helper()
	var questions []question
	for _, query := range queries {
		for _, experimental := range []bool{true, false} {
			questions = append(questions, question{len(questions), query, experimental})
		}
	}
	answers, err := ours(questions)
	if err != nil {
		t.Fatal(err)
	}
	accepted, differences := 0, 0
	for i, q := range questions {
		want := theirs(q)
		if want.Accepted {
			accepted++
		}
		if want.Accepted != answers[i].Accepted || want.Type != answers[i].Type {
			differences++
			if differences <= 40 {
				t.Errorf("%q experimental %v\n  prometheus: %v %s %s\n  claimscope: %v %s %s (at %d)", q.Query, q.Experimental, want.Accepted, want.Type,
					want.Error, answers[i].Accepted, answers[i].Type, answers[i].Error, answers[i].Offset)
			}
		}
	}
	t.Logf("%d queries with and without experimental functions: accepted %d of %d, differences %d", len(queries), accepted, len(questions), differences)
}

func TestRandom(t *testing.T) {
	seed := number("CLAIMSCOPE_SEED", time.Now().UnixNano()%1e9)
	t.Logf("CLAIMSCOPE_SEED=%d", seed)
	g := newGenerator(seed)
	var queries []string
	for i := int64(0); i < number("CLAIMSCOPE_CASES", 2000); i++ {
		queries = append(queries, g.expression())
	}
	compare(t, queries)
}

// TestTable takes every text of upstream's own tests of the parser, whatever it is there for, and damages each once.
func TestTable(t *testing.T) {
	folder, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/prometheus/prometheus/promql/parser").Output()
	if err != nil {
		t.Fatal(err)
	}
	var queries []string
	g := newGenerator(1)
	for _, name := range []string{"parse_test.go", "printer_test.go", "prettier_test.go", "lex_test.go"} {
		file, err := goparser.ParseFile(token.NewFileSet(), filepath.Join(string(bytes.TrimSpace(folder)), name), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			literal, ok := node.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err == nil && utf8.ValidString(text) {
				queries = append(queries, text, g.damage(text))
			}
			return true
		})
	}
	if len(queries) < 1000 {
		t.Fatalf("only %d texts found", len(queries))
	}
	compare(t, queries)
}
