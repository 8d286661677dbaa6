package kubeconfig

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// Claimscope resolves all cases in one process.
func Claimscope(cases []Case) ([]Answer, error) {
	var input bytes.Buffer
	for _, c := range cases {
		line, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		input.Write(append(line, '\n'))
	}
	command := exec.Command(os.Getenv("CLAIMSCOPE"), "connection", "--cases", "-")
	command.Stdin = &input
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("claimscope connection: %w\n%s", err, stderr.String())
	}
	var out []Answer
	lines := bufio.NewScanner(bytes.NewReader(output))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var answer Answer
		if err := json.Unmarshal(lines.Bytes(), &answer); err != nil {
			return out, fmt.Errorf("answer %d: %w", len(out)+1, err)
		}
		out = append(out, answer)
	}
	if len(out) != len(cases) {
		return out, fmt.Errorf("%d answers to %d cases", len(out), len(cases))
	}
	return out, nil
}

// Deliberate differences: claimscope refuses where kubectl goes on to fail, or worse, later. Each names the words of our refusal and
// what must be true of kubectl's answer for the difference to be the argued one.
var deliberate = []struct {
	name, why string
	words     []string
	holds     func(upstream Answer) bool
}{
	{"server without a scheme", "kubectl talks plain HTTP to it and silently drops token, certificate and CA", []string{"has no scheme"},
		func(a Answer) bool { return !strings.Contains(a.Server, "://") }},
	{"server is no URL", "kubectl takes //host and the like for a host name and finds nobody", []string{"is not a URL"},
		func(a Answer) bool { return !strings.HasPrefix(a.Server, "http") || strings.Count(a.Server, "//") != 1 }},
	{"server of another scheme", "kubectl fails with \"unsupported protocol scheme\" at the first request", []string{"is neither https nor http"},
		func(a Answer) bool { return !strings.HasPrefix(strings.ToLower(a.Server), "http") }},
	{"no server at all", "kubectl asks http://localhost:8080, where nobody is", []string{"has no server", "does not exist", "no current context", "no kubeconfig was found"},
		func(a Answer) bool { return a.Server == "http://localhost:8080" }},
	{"proxy without a host", "kubectl fails at the first request, and curl would take another word for the host", []string{"proxy-url names no host"},
		func(a Answer) bool { return a.ProxyURL != "" && a.Proxy == "" }},
	{"token file with nothing but blanks", "kubectl sends an invalid header and fails at the first request", []string{"is empty"},
		func(a Answer) bool { return a.Token == hash([]byte(" \n\t\n")) }},
}

// Lenient differences: kubectl's old YAML reader refuses what is valid; the words are of its refusal.
var lenient = []struct{ name, why, words string }{
	{"JSON's escape \\/", "it is valid JSON and valid YAML 1.2; programs that write JSON use it", "found unknown escape character"},
	{"a bare ! in a list or mapping", "it is valid YAML and means a text", "did not find expected whitespace or line break"},
}

// Difference says where the answers differ; empty: they agree. The name of a deliberate difference comes second.
func Difference(upstream Answer, refusal error, ours Answer) (string, string) {
	refused := strings.Join(ours.Errors, "; ")
	switch {
	case refusal != nil && refused == "":
		for _, l := range lenient {
			if strings.Contains(refusal.Error(), l.words) {
				return "", l.name
			}
		}
		return "kubectl refuses: " + refusal.Error(), ""
	case refusal != nil:
		return "", ""
	case refused != "":
		for _, d := range deliberate {
			for _, words := range d.words {
				if strings.Contains(refused, words) && len(ours.Errors) == 1 && d.holds(upstream) {
					return "", d.name
				}
			}
		}
		return "claimscope refuses: " + refused, ""
	}
	ours.Errors = nil
	left, right := text(upstream), text(ours)
	if left == right {
		return "", ""
	}
	return "kubectl    " + left + "\nclaimscope " + right, ""
}

// text is an answer without the difference between an empty list and none.
func text(a Answer) string {
	if len(a.Impersonate.Groups) == 0 {
		a.Impersonate.Groups = nil
	}
	for key, values := range a.Impersonate.Extra {
		if len(values) == 0 {
			a.Impersonate.Extra[key] = nil
		}
	}
	if len(a.Impersonate.Extra) == 0 {
		a.Impersonate.Extra = nil
	}
	if a.Exec != nil && len(a.Exec.Args) == 0 {
		a.Exec.Args = nil
	}
	if a.Exec != nil && len(a.Exec.Env) == 0 {
		a.Exec.Env = nil
	}
	out, _ := json.Marshal(a)
	return string(out)
}
