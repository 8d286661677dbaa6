package quota

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
)

// Usage is what an object counts, by key; keys that count nothing are left out.
type Usage map[string]string

// ask has lines answered by one `claimscope quota --cases`, one answer of its shape to each, in order.
func ask[Answer any](lines []map[string]any) ([]Answer, error) {
	var input bytes.Buffer
	encoder := json.NewEncoder(&input)
	for i, line := range lines {
		line["id"] = i
		if err := encoder.Encode(line); err != nil {
			return nil, err
		}
	}
	command := exec.Command(os.Getenv("CLAIMSCOPE"), "quota", "--cases", "-")
	command.Stdin = &input
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("claimscope quota: %w\n%s", err, stderr.String())
	}
	var out []Answer
	answers := bufio.NewScanner(bytes.NewReader(output))
	answers.Buffer(nil, 1<<24)
	for answers.Scan() {
		var which struct {
			ID    int
			Error string
		}
		var one Answer
		if err := errors.Join(json.Unmarshal(answers.Bytes(), &which), json.Unmarshal(answers.Bytes(), &one)); err != nil {
			return nil, fmt.Errorf("answer %d: %w", len(out)+1, err)
		}
		if which.Error != "" || which.ID != len(out) {
			return nil, fmt.Errorf("case %d: %s", which.ID, which.Error)
		}
		out = append(out, one)
	}
	if len(out) != len(lines) {
		return nil, fmt.Errorf("%d answers to %d cases", len(out), len(lines))
	}
	return out, nil
}

// AskClaimscope has all cases counted.
func AskClaimscope(cases []Case) ([]Usage, error) {
	var lines []map[string]any
	for _, c := range cases {
		line := map[string]any{"claim": c.Claim, "classes": c.Classes}
		if c.Pod != nil {
			line["pod"] = c.Pod
		}
		lines = append(lines, line)
	}
	answers, err := ask[struct{ Usage Usage }](lines)
	if err != nil {
		return nil, err
	}
	var out []Usage
	for _, one := range answers {
		for key, amount := range one.Usage {
			if amount == "0" {
				delete(one.Usage, key)
			}
		}
		out = append(out, one.Usage)
	}
	return out, nil
}
