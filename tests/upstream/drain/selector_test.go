package drain

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"k8s.io/apimachinery/pkg/labels"
)

type selectorCase struct {
	text    string
	refused bool
}

var selectorCases []selectorCase

func compareSelector(t *testing.T, text string) {
	t.Helper()
	_, err := labels.Parse(text)
	selectorCases = append(selectorCases, selectorCase{text, err != nil})
}

// askSelectors gives all of them to one process.
func askSelectors(t *testing.T) {
	t.Helper()
	var input bytes.Buffer
	encoder := json.NewEncoder(&input)
	node := map[string]any{"apiVersion": "v1", "kind": "Node", "metadata": map[string]any{"name": "n"}}
	for i, one := range selectorCases {
		if err := encoder.Encode(map[string]any{"id": i, "nodes": []string{"n"}, "options": map[string]any{"pod-selector": one.text}, "objects": []any{node}}); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(os.Getenv("CLAIMSCOPE"), "drain", "--cases", "-")
	command.Stdin = &input
	output, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, 1<<24)
	count, refused := 0, 0
	for ; lines.Scan(); count++ {
		var one answer
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		if selectorCases[count].refused {
			refused++
		}
		if (one.Error != "") != selectorCases[count].refused {
			t.Errorf("%q: kubectl refuses: %v, claimscope: %q", selectorCases[count].text, selectorCases[count].refused, one.Error)
		}
	}
	if count != len(selectorCases) || refused == 0 || refused == count {
		t.Errorf("%d answers to %d selectors, %d refused", count, len(selectorCases), refused)
	}
	t.Logf("%d selectors, %d refused", count, refused)
}
