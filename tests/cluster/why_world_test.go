package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Only so many processes at once: every case waits most of its time.
var processes = make(chan struct{}, 3)

// shell runs commands as the administrator; the table's commands have its tools.
func shell(ctx context.Context, namespace, script string) error {
	processes <- struct{}{}
	defer func() { <-processes }()
	ctx, cancel := context.WithTimeout(ctx, 40*time.Second)
	defer cancel()
	command := exec.CommandContext(ctx, "bash", "-euo", "pipefail", "-c", tools+script)
	command.Env = []string{"PATH=" + shared.Bin + ":" + os.Getenv("PATH"), "HOME=" + shared.Dir, "NS=" + namespace,
		"KUBECONFIG=" + shared.Admin(), "KUBECACHEDIR=" + filepath.Join(shared.Dir, "kubectl-cache")}
	command.Dir = filepath.Join(shared.Dir, "work", namespace)
	if err := os.MkdirAll(command.Dir, 0o700); err != nil {
		return err
	}
	command.WaitDelay = time.Second // a child of the shell may hold the pipes
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s\n%s", err, strings.TrimSpace(script), strings.TrimSpace(string(out)))
	}
	return nil
}

// parts are the objects of a case that come first, and those that come when the first ones run.
func (f failure) parts() (first, second string, err error) {
	text, err := os.ReadFile(filepath.Join("testdata", "why", f.name+".yaml"))
	first, second, _ = strings.Cut(string(text), "\n--- # then\n")
	return first, second, err
}

// apply makes the objects. The controller that gives a namespace its account may be a moment behind.
func apply(ctx context.Context, yaml string) error {
	processes <- struct{}{}
	defer func() { <-processes }()
	var refused error
	late := eventually(ctx, 30*time.Second, func() error {
		_, err := kubectl(ctx, yaml, "apply", "--filename=-")
		if err != nil && (strings.Contains(err.Error(), "serviceaccount \"default\" not found") ||
			strings.Contains(err.Error(), "status unknown for quota")) {
			return err
		}
		refused = err
		return nil
	})
	return errors.Join(late, refused)
}

// api reads objects by a path of the API.
type api struct{ client *http.Client }

func (a api) get(path string, into any) error {
	response, err := a.client.Get(shared.Server() + path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("GET %s: %s", path, response.Status)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

type waitingPod struct {
	Metadata metadata
	Spec     struct {
		NodeName       string
		ResourceClaims []struct{ Name string }
	}
	Status struct {
		Phase      string
		Conditions []struct{ Type, Status, Reason, Message string }
	}
}

func (p waitingPod) key() string { return p.Metadata.Namespace + "/" + p.Metadata.Name }

// pods of a namespace, or of all with "", that carry a label of the tests.
func (a api) pods(namespace, label string) ([]waitingPod, error) {
	path := "/api/v1/pods"
	if namespace != "" {
		path = "/api/v1/namespaces/" + namespace + "/pods"
	}
	var all struct{ Items []waitingPod }
	err := a.get(path+"?labelSelector=claimscope.test/"+label, &all)
	return all.Items, err
}

// said is everything that the scheduler and the controller say of the pods of a namespace.
func (a api) said(namespace string, pods []waitingPod) (string, error) {
	var text strings.Builder
	for _, p := range pods {
		for _, c := range p.Status.Conditions {
			if c.Type == "PodScheduled" {
				fmt.Fprintln(&text, c.Reason, c.Message)
			}
		}
	}
	var events struct {
		Items []struct{ Reason, Message string }
	}
	err := a.get("/api/v1/namespaces/"+namespace+"/events", &events)
	for _, event := range events.Items {
		if event.Reason != "FailedScheduling" { // the condition says the same, and only the last
			fmt.Fprintln(&text, event.Reason, event.Message)
		}
	}
	return text.String(), err
}

// provoke brings all cases about: first parts, commands, second parts.
func provoke(ctx context.Context, see api, cases []failure) error {
	first, second := make([]string, len(cases)), make([]string, len(cases))
	for i, one := range cases {
		var err error
		if first[i], second[i], err = one.parts(); err != nil {
			return err
		}
	}
	if err := applyAll(ctx, first); err != nil {
		return err
	}
	if err := together(cases, func(one failure) error {
		if err := running(ctx, see, one.namespace(), "holds", 30*time.Second); err != nil || one.between == "" {
			return err
		}
		return shell(ctx, one.namespace(), one.between)
	}); err != nil {
		return err
	}
	return applyAll(ctx, slices.DeleteFunc(second, func(yaml string) bool { return yaml == "" }))
}

// applyAll makes the objects of several cases with each kubectl: to start one costs more than to make an object.
func applyAll(ctx context.Context, parts []string) error {
	return together(slices.Collect(slices.Chunk(parts, 9)), func(some []string) error {
		return apply(ctx, strings.Join(some, "\n---\n"))
	})
}

// together does one thing for all at the same time.
func together[T any](all []T, do func(T) error) error {
	var wait sync.WaitGroup
	failed := make([]error, len(all))
	for i, one := range all {
		wait.Go(func() { failed[i] = do(one) })
	}
	wait.Wait()
	return errors.Join(failed...)
}

func (f failure) namespace() string { return "why-" + f.name }

// running waits until every pod with the label runs; of those that waited there must be one.
func running(ctx context.Context, see api, namespace, label string, limit time.Duration) error {
	return eventually(ctx, limit, func() error {
		pods, err := see.pods(namespace, label)
		if err == nil && label == "waits" && len(pods) == 0 {
			err = errors.New("there is no pod in " + namespace)
		}
		for _, p := range pods {
			if p.Spec.NodeName == "" || p.Status.Phase != "Running" {
				said, _ := see.said(namespace, pods)
				return fmt.Errorf("%s is %s on node %q: %s", p.key(), p.Status.Phase, p.Spec.NodeName, said)
			}
			if err == nil {
				err = see.served(p)
			}
		}
		return err
	})
}

// served checks that a running pod has what it claims: allocated and reserved.
func (a api) served(p waitingPod) error {
	var all struct{ Items []claim }
	if err := a.get("/apis/resource.k8s.io/v1/namespaces/"+p.Metadata.Namespace+"/resourceclaims", &all); err != nil {
		return err
	}
	reserved := 0
	for _, c := range all.Items {
		if c.Status.Allocation != nil && slices.Contains(c.consumers(), p.key()) {
			reserved++
		}
	}
	if reserved != len(p.Spec.ResourceClaims) {
		return fmt.Errorf("%s runs with %d of %d claims", p.key(), reserved, len(p.Spec.ResourceClaims))
	}
	return nil
}
