package placement

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// AskClaimscope writes the case to a file and has the pod placed.
func AskClaimscope(c Case, file string) (map[string]Refusals, error) {
	var objects []any
	for _, namespace := range c.Namespaces {
		objects = append(objects, namespace)
	}
	for _, node := range c.Nodes {
		objects = append(objects, node)
	}
	for _, pod := range c.Pods {
		objects = append(objects, pod)
	}
	text, err := json.Marshal(map[string]any{"apiVersion": "v1", "kind": "List", "items": append(objects, c.Asked)})
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return nil, err
	}
	output, err := exec.Command(os.Getenv("CLAIMSCOPE"), "allocate", c.Asked.Namespace+"/"+c.Asked.Name, "--file", file, "-o", "json").Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || len(output) == 0) {
		return nil, fmt.Errorf("claimscope allocate: %w\n%s", err, exit.Stderr)
	}
	var answer struct {
		Nodes []struct {
			Name, Reason string
			Fits         bool
		}
	}
	if err := json.Unmarshal(output, &answer); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, output)
	}
	out := map[string]Refusals{}
	for _, node := range answer.Nodes {
		var refusals Refusals
		rank := map[string]int{"": 3, "affinity": 0, "anti-affinity": 1, "running": 2}
		affinity := func(word string) {
			if rank[word] < rank[refusals.Affinity] {
				refusals.Affinity = word
			}
		}
		for _, reason := range strings.Split(node.Reason, "; ") {
			switch {
			case strings.HasPrefix(reason, "host port "):
				refusals.Ports = true
			case strings.HasPrefix(reason, "topology spread "):
				refusals.Spread = true
			case strings.HasPrefix(reason, "pod affinity"):
				affinity("affinity")
			case strings.HasPrefix(reason, "pod anti-affinity of "):
				affinity("running")
			case strings.HasPrefix(reason, "pod anti-affinity: "):
				affinity("anti-affinity")
			}
		}
		if node.Fits && refusals != (Refusals{}) {
			return nil, fmt.Errorf("%s fits, and is refused: %s", node.Name, node.Reason)
		}
		out[node.Name] = refusals
	}
	return out, nil
}
