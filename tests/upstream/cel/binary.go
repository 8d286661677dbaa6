package cel

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// claimscope runs the binary of $CLAIMSCOPE over the cases, in one process.
func claimscope(cases []Case) ([]Answer, error) {
	input, err := encode(cases)
	if err != nil {
		return nil, err
	}
	command := exec.Command(os.Getenv("CLAIMSCOPE"), "cel", "--cases", "-")
	command.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, err := command.Output()
	var out []Answer
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var answer Answer
		if err := json.Unmarshal(lines.Bytes(), &answer); err != nil {
			return out, fmt.Errorf("line %d of the answer: %w: %s", len(out)+1, err, lines.Text())
		}
		out = append(out, answer)
	}
	if err == nil && len(out) != len(cases) {
		err = fmt.Errorf("%d answers to %d cases", len(out), len(cases))
	}
	if err != nil {
		where := ""
		if len(out) < len(cases) {
			where = " at " + cases[len(out)].Expression
		}
		return out, fmt.Errorf("claimscope cel: %w%s\n%s", err, where, stderr.String())
	}
	return out, nil
}
