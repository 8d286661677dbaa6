package drain

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type answer struct {
	ID        int64
	Error     string
	Drainable bool
	Pods      []struct{ Namespace, Name, UID, Action, Reason string }
}

// AskClaimscope rehearses all cases in one process.
func AskClaimscope(cases []Case) ([]Decisions, error) {
	var input bytes.Buffer
	encoder := json.NewEncoder(&input)
	for _, c := range cases {
		var objects []any
		for _, name := range []string{"node-a", "node-b"} {
			objects = append(objects, corev1.Node{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Node"}, ObjectMeta: metav1.ObjectMeta{Name: name}})
		}
		for _, pod := range c.Pods {
			objects = append(objects, pod)
		}
		for _, set := range c.DaemonSets {
			objects = append(objects, set)
		}
		err := encoder.Encode(map[string]any{"id": c.ID, "nodes": []string{c.Node}, "options": c.Options, "at": c.Now.Format(time.RFC3339), "objects": objects})
		if err != nil {
			return nil, err
		}
	}
	command := exec.Command(os.Getenv("CLAIMSCOPE"), "drain", "--cases", "-")
	command.Stdin = &input
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("claimscope drain: %w\n%s", err, stderr.String())
	}
	var out []Decisions
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var one answer
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return nil, fmt.Errorf("answer %d: %w", len(out)+1, err)
		}
		if one.Error != "" {
			return nil, fmt.Errorf("case %d: %s", one.ID, one.Error)
		}
		decisions, blocked := Decisions{}, false
		for _, pod := range one.Pods {
			word := pod.Action
			if word == "blocked" {
				word, blocked = word+" "+pod.Reason, true
			}
			decisions[pod.Namespace+"/"+pod.Name] = word
		}
		if blocked == one.Drainable {
			return nil, fmt.Errorf("case %d: drainable %v with these pods: %v", one.ID, one.Drainable, decisions)
		}
		out = append(out, decisions)
	}
	if len(out) != len(cases) {
		return nil, fmt.Errorf("%d answers to %d cases", len(out), len(cases))
	}
	return out, nil
}
