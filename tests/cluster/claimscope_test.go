package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// answer is what one run of claimscope gave.
type answer struct {
	status         int
	stdout, stderr string
}

// needClaimscope skips a test when there is no binary to test.
func needClaimscope(t *testing.T) string {
	t.Helper()
	needCluster(t)
	path := os.Getenv("CLAIMSCOPE")
	if path == "" {
		t.Skip("CLAIMSCOPE is not set: set it to the claimscope binary that is to be compared with kubectl")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("CLAIMSCOPE: %v", err)
	}
	return path
}

// claimscope runs the binary; it must end by itself within the limit.
func claimscope(t *testing.T, limit time.Duration, kubeconfig string, arguments ...string) answer {
	t.Helper()
	ran, err := execute(t.Context(), limit, needClaimscope(t), t.TempDir(), append(arguments, "--kubeconfig", kubeconfig))
	if err != nil {
		t.Fatal(err)
	}
	return ran
}

// claimscopeWith is claimscope with more environment, as NAME=value.
func claimscopeWith(t *testing.T, environment []string, kubeconfig string, arguments ...string) answer {
	t.Helper()
	ran, err := execute(t.Context(), time.Minute, needClaimscope(t), t.TempDir(), append(arguments, "--kubeconfig", kubeconfig), environment...)
	if err != nil {
		t.Fatal(err)
	}
	return ran
}

// execute runs a program with nothing of the person's own configuration.
func execute(ctx context.Context, limit time.Duration, binary, home string, arguments []string, environment ...string) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	command := exec.CommandContext(ctx, binary, arguments...)
	command.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "XDG_RUNTIME_DIR=" + home, "LC_ALL=C.UTF-8"}
	command.Env = append(command.Env, environment...)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	if ctx.Err() != nil {
		return answer{}, fmt.Errorf("claimscope %s did not end within %s\n%s", strings.Join(arguments, " "), limit, stderr.String())
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return answer{}, err
	}
	return answer{command.ProcessState.ExitCode(), stdout.String(), stderr.String()}, nil
}

// source is the freshness of one kind as `get` reports it.
type source struct{ Name, State string }

// get runs `claimscope get KIND -A -o json` as the administrator.
func get[T any](t *testing.T, kind string) ([]T, []source, error) {
	t.Helper()
	ran := claimscope(t, time.Minute, shared.Admin(), "get", kind, "-A", "-o", "json")
	if ran.status != 0 {
		return nil, nil, fmt.Errorf("get %s: exit %d\n%s", kind, ran.status, ran.stderr)
	}
	return parseGet[T](ran.stdout)
}

func parseGet[T any](document string) ([]T, []source, error) {
	var all struct {
		Kind    string
		Items   []T
		Sources []source
	}
	decoder := json.NewDecoder(strings.NewReader(document))
	if err := decoder.Decode(&all); err != nil {
		return nil, nil, fmt.Errorf("stdout is not one JSON document: %w\n%.400s", err, document)
	}
	if decoder.More() {
		return nil, nil, errors.New("stdout has something after its JSON document")
	}
	return all.Items, all.Sources, nil
}

// number is a count as `get` prints it: plain, or with its bound.
type number struct {
	Value int64
	Bound string
}

func (n *number) UnmarshalJSON(data []byte) error {
	if data[0] == '{' {
		type plain number // without this method
		return json.Unmarshal(data, (*plain)(n))
	}
	n.Bound = "exact"
	return json.Unmarshal(data, &n.Value)
}

// reference is a mention of another object: "namespace/name", or an object with both.
type reference string

func (r *reference) UnmarshalJSON(data []byte) error {
	if data[0] == '{' {
		var named struct{ Namespace, Name string }
		err := json.Unmarshal(data, &named)
		*r = reference(named.Namespace + "/" + named.Name)
		return err
	}
	return json.Unmarshal(data, (*string)(r))
}

// sameSet compares two lists without regard to order; the error names what is
// missing from got and what is too much in it.
func sameSet[T ~string](what string, got, want []T) error {
	missing, extra := slices.Clone(want), []T{}
	for _, one := range got {
		if i := slices.Index(missing, one); i >= 0 {
			missing = slices.Delete(missing, i, i+1)
		} else {
			extra = append(extra, one)
		}
	}
	if len(missing)+len(extra) == 0 {
		return nil
	}
	slices.Sort(missing)
	slices.Sort(extra)
	return fmt.Errorf("%s: missing %q, too much %q", what, missing, extra)
}
