package quota

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// Usage is what an object counts, by key; keys that count nothing are left out.
type Usage map[string]string

type answer struct {
	ID    int
	Error string
	Usage Usage
}

// AskClaimscope has all cases counted by one process.
func AskClaimscope(cases []Case) ([]Usage, error) {
	var input bytes.Buffer
	encoder := json.NewEncoder(&input)
	for i, c := range cases {
		line := map[string]any{"id": i, "claim": c.Claim, "classes": c.Classes}
		if c.Pod != nil {
			line["pod"] = c.Pod
		}
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
	var out []Usage
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var one answer
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("answer %d: %w", len(out)+1, err)
		}
		if one.Error != "" || one.ID != len(out) {
			return nil, fmt.Errorf("case %d: %s", one.ID, one.Error)
		}
		for key, amount := range one.Usage {
			if amount == "0" {
				delete(one.Usage, key)
			}
		}
		out = append(out, one.Usage)
	}
	if len(out) != len(cases) {
		return nil, fmt.Errorf("%d answers to %d cases", len(out), len(cases))
	}
	return out, nil
}
