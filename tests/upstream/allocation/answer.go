package allocation

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

// Answer is what either side says to a case. Allocations are JSON as in status.allocation, made comparable.
type Answer struct {
	ID          string         `json:"id"`
	Outcome     string         `json:"outcome"`
	Error       string         `json:"error,omitempty"`
	Allocations map[string]any `json:"allocations,omitempty"`
}

// comparable gives an allocation without what may differ: share ids are random, quantities have several spellings.
func comparable(allocation any) (any, error) {
	data, err := json.Marshal(allocation)
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	if err := json.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	devices, _ := tree["devices"].(map[string]any)
	results, _ := devices["results"].([]any)
	for _, item := range results {
		result := item.(map[string]any)
		if _, shared := result["shareID"]; shared {
			result["shareID"] = "shared"
		}
		consumed, _ := result["consumedCapacity"].(map[string]any)
		for name, text := range consumed {
			quantity, err := resource.ParseQuantity(text.(string))
			if err != nil {
				return nil, err
			}
			consumed[name] = quantity.AsDec().String() + " " + string(quantity.Format)
		}
	}
	if len(results) == 0 {
		delete(devices, "results") // nil and empty are the same
	}
	return tree, nil
}

var (
	celDetail   = regexp.MustCompile(`(CEL (?:compile|runtime) error: ).*`)
	otherDetail = regexp.MustCompile(`(capacity for device [^:]*: |failed to perform node selection |failed to parse node selector).*`)
)

// errorClass is the text without the words that are CEL's or a parser's own.
func errorClass(text string) string {
	text = strings.ReplaceAll(text, "\n", " ")
	return otherDetail.ReplaceAllString(celDetail.ReplaceAllString(text, "$1…"), "$1…")
}

// Difference says how two answers differ; empty when they do not.
func Difference(upstream, ours Answer) string {
	if upstream.Outcome != ours.Outcome {
		return fmt.Sprintf("outcome: upstream %s (%s), claimscope %s (%s)", upstream.Outcome, upstream.Error, ours.Outcome, ours.Error)
	}
	if errorClass(upstream.Error) != errorClass(ours.Error) {
		return fmt.Sprintf("error: upstream %q, claimscope %q", upstream.Error, ours.Error)
	}
	theirs, _ := json.Marshal(upstream.Allocations)
	mine, _ := json.Marshal(ours.Allocations)
	if !bytes.Equal(theirs, mine) {
		return fmt.Sprintf("allocations:\n  upstream   %s\n  claimscope %s", theirs, mine)
	}
	return ""
}

// cliPath finds claimscope-cli: $CLAIMSCOPE, else the newest build of this tree.
func cliPath() (string, error) {
	if path := os.Getenv("CLAIMSCOPE"); path != "" { // run.sh sets it
		return path, nil
	}
	var newest string
	var newestTime int64
	for _, preset := range []string{"release", "dev"} {
		path, err := filepath.Abs(filepath.Join("..", "..", "..", "build", preset, "app", "claimscope-cli"))
		if err != nil {
			return "", err
		}
		if info, err := os.Stat(path); err == nil && info.ModTime().UnixNano() > newestTime {
			newest, newestTime = path, info.ModTime().UnixNano()
		}
	}
	if newest == "" {
		return "", errors.New("no claimscope-cli: build it, or set CLAIMSCOPE")
	}
	return newest, nil
}

// askClaimscope runs the cases through one process.
func askClaimscope(cli string, lines [][]byte) ([]Answer, error) {
	command := exec.Command(cli, "allocate", "--cases", "-")
	var problems bytes.Buffer
	command.Stderr = &problems
	in, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer in.Close()
		for _, line := range lines {
			if _, err := in.Write(append(line, '\n')); err != nil {
				return // the process has ended; its status tells
			}
		}
	}()
	var answers []Answer
	reader := bufio.NewReaderSize(out, 1<<20)
	for {
		line, err := reader.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			answer, problem := parseAnswer(line)
			if problem != nil {
				return nil, fmt.Errorf("%w in %s", problem, line)
			}
			answers = append(answers, answer)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if err := command.Wait(); err != nil {
		return answers, fmt.Errorf("%s after %d answers: %w: %s", cli, len(answers), err, problems.String())
	}
	if len(answers) != len(lines) {
		return answers, fmt.Errorf("%d answers to %d cases", len(answers), len(lines))
	}
	return answers, nil
}

func parseAnswer(line []byte) (Answer, error) {
	var raw struct {
		ID          string                                   `json:"id"`
		Outcome     string                                   `json:"outcome"`
		Error       string                                   `json:"error"`
		Allocations map[string]*resourceapi.AllocationResult `json:"allocations"`
	}
	if err := json.Unmarshal(line, &raw); err != nil {
		return Answer{}, err
	}
	answer := Answer{ID: raw.ID, Outcome: raw.Outcome, Error: raw.Error}
	if raw.Allocations != nil {
		answer.Allocations = map[string]any{}
	}
	for name, allocation := range raw.Allocations {
		tree, err := comparable(allocation)
		if err != nil {
			return Answer{}, err
		}
		answer.Allocations[name] = tree
	}
	return answer, nil
}

var names = regexp.MustCompile(`ns/claim-\d|request r\d|request s\d|class-\d|dev-\d+|#\d|[ab]\.example\.com/[a-z0-9-]+(/dev-\d+)?|\d+`)

// shortClass is for counting: the text without names and numbers.
func shortClass(text string) string {
	text = names.ReplaceAllString(errorClass(text), "_")
	return text[:min(len(text), 110)]
}
