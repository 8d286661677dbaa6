package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"syscall"
	"time"
)

// client is one program that loads the cluster.
type client struct {
	name   string
	args   []string
	env    []string
	floor  bool
	report bool // prints JSON about itself
	grows  bool // its memory holds the objects
}

const (
	claimscopeName = "claimscope-cli sync"
	clientGoName   = "client-go informers, identity"
	shippedName    = "client-go informers, as shipped (gzip)"
	kubectlName    = "kubectl get pods -A"
	floorName      = "curl, lists as JSON"
	floorProtobuf  = "curl, lists as protobuf"
	floorGzip      = "curl, lists as JSON, gzip"
	floorFirst     = "curl, slices+claims+nodes as JSON"
	floorFirstPb   = "curl, slices+claims+nodes as protobuf"
)

// result is what one run cost.
type result struct {
	wallMs, cpuMs, peakKiB, sent int64
	own                          map[string]json.RawMessage // what it printed about itself
}

func (r result) number(name string) int64 {
	var n float64
	_ = json.Unmarshal(r.own[name], &n)
	return int64(n)
}

// curl loads the lists one after the other over one HTTP/2 connection. -k: the certificate is our own.
func curl(name string, s *server, accept string, compressed bool, paths []string) client {
	args := []string{"curl", "-sS", "-k", "--fail", "--http2", "-H", "Authorization: Bearer " + s.token, "-H", "Accept: " + accept}
	if compressed {
		args = append(args, "--compressed")
	}
	for _, path := range paths {
		args = append(args, "-o", "/dev/null", s.url+path)
	}
	return client{name: name, args: args, floor: true}
}

func floors(s *server, all map[string]truth) []client {
	var paths, first []string
	for resource, t := range all {
		paths = append(paths, t.Path)
		if resource == "resourceslices" || resource == "resourceclaims" || resource == "nodes" {
			first = append(first, t.Path)
		}
	}
	sort.Strings(paths)
	sort.Strings(first)
	const asJSON, asProtobuf = "application/json", "application/vnd.kubernetes.protobuf"
	return []client{curl(floorName, s, asJSON, false, paths), curl(floorProtobuf, s, asProtobuf, false, paths), curl(floorGzip, s, asJSON, true, paths),
		curl(floorFirst, s, asJSON, false, first), curl(floorFirstPb, s, asProtobuf, false, first)}
}

func claimscope(o *options, config string, more ...string) client {
	return client{name: claimscopeName, args: append([]string{o.cli, "sync", "-o", "json", "--timeout", "300s", "--kubeconfig", config}, more...), report: true, grows: true}
}

func informers(o *options, name, config string, more ...string) client {
	return client{name: name, args: append([]string{program(o, "informers"), "-kubeconfig", config}, more...), report: true, grows: true}
}

func clients(o *options, s *server, scale string) []client {
	out := []client{claimscope(o, s.config), informers(o, clientGoName, s.config, "-identity"), informers(o, shippedName, s.config)}
	if have("kubectl") && (scale != "X" || o.kubectl) {
		out = append(out, client{name: kubectlName, args: []string{"kubectl", "--kubeconfig", s.config, "get", "pods", "-A"}, env: []string{"KUBECACHEDIR=" + filepath.Join(o.work, "kubectl"), "HOME=" + o.work}})
	}
	return out
}

func (c client) command(stdout *os.File) *exec.Cmd {
	command := exec.Command(c.args[0], c.args[1:]...)
	command.Env = append(os.Environ(), c.env...)
	command.Stdout = stdout
	return command
}

// runOnce counts CPU and peak memory of the program and its children.
func runOnce(c client) (result, error) {
	out, err := os.CreateTemp("", "bench")
	if err != nil {
		return result{}, err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	command := c.command(out)
	complaints := &tail{}
	command.Stderr = complaints
	start := time.Now()
	if err := command.Start(); err != nil {
		return result{}, err
	}
	watchdog := time.AfterFunc(10*time.Minute, func() { _ = command.Process.Kill() })
	err = command.Wait()
	watchdog.Stop()
	r := result{wallMs: time.Since(start).Milliseconds()}
	if err != nil {
		return r, fmt.Errorf("%s: %w: %s", c.name, err, complaints.text)
	}
	r.cpuMs = (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Milliseconds()
	r.peakKiB = command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	if c.report {
		text, err := os.ReadFile(out.Name())
		if err == nil {
			err = json.Unmarshal(text, &r.own)
		}
		if err != nil {
			return r, fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return r, nil
}

// tail keeps the last of what a program complains about.
type tail struct{ text []byte }

func (t *tail) Write(p []byte) (int, error) {
	t.text = append(t.text, p...)
	if len(t.text) > 4096 {
		t.text = t.text[len(t.text)-4096:]
	}
	return len(p), nil
}
