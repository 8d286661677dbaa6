// Package control starts, restarts and stops a real Kubernetes control plane
// whose nodes and pods are kept alive by kwok. Everything is in one directory.
package control

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Cluster is a running control plane.
type Cluster struct {
	Dir string // certificates, logs, data, kubeconfigs
	Bin string // the programs, from build.sh

	options   Options
	flags     []string // of the apiserver, besides the usual ones
	ports     ports
	authority *Authority
	launcher  *launcher
	failed    chan error
	running   map[string]*process
}

// Options of a cluster that is not the usual one.
type Options struct {
	// ServerOnly leaves out controllers, scheduler and kwok: nothing moves but what a test writes.
	ServerOnly bool
	// Like takes address, certificates and users of a cluster that has been stopped: another cluster in its place.
	Like *Cluster
	// APIServer are flags besides the usual ones.
	APIServer []string
}

// startOrder is also the reverse of the order of the stop.
var startOrder = []string{"etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kwok"}

// Start brings a cluster up in dir, which must be empty or absent, and returns
// when it serves, schedules and knows its users. On error nothing keeps running.
func Start(ctx context.Context, dir, bin string) (*Cluster, error) {
	return StartWith(ctx, dir, bin, Options{})
}

// StartWith is Start with options.
func StartWith(ctx context.Context, dir, bin string, options Options) (*Cluster, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return nil, fmt.Errorf("%s is not empty: name a new directory, or remove this one", dir)
	}
	for _, name := range startOrder {
		if _, err := os.Stat(filepath.Join(bin, name)); err != nil {
			return nil, fmt.Errorf("%w: run build.sh and pass the directory it prints", err)
		}
	}
	c := &Cluster{Dir: dir, Bin: bin, options: options, flags: options.APIServer, launcher: newLauncher(),
		failed: make(chan error, 1), running: map[string]*process{}}
	if err := c.bringUp(ctx); err != nil {
		c.Stop()
		return nil, err
	}
	return c, nil
}

func (c *Cluster) bringUp(ctx context.Context) error {
	var err error
	if c.options.Like != nil {
		c.ports = c.options.Like.ports
	} else if c.ports, err = freePorts(); err != nil {
		return err
	}
	if err := c.writeFiles(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	if err := c.launch("etcd", "kube-apiserver"); err != nil {
		return err
	}
	if err := c.waitForServer(ctx); err != nil || c.options.ServerOnly {
		return err
	}
	if err := c.launch("kube-controller-manager", "kube-scheduler", "kwok"); err != nil {
		return err
	}
	if err := c.bindViewer(ctx); err != nil {
		return err
	}
	return c.waitForControllers(ctx)
}

func (c *Cluster) launch(names ...string) error {
	flags := map[string]func() []string{
		"etcd":                    c.etcdFlags,
		"kube-apiserver":          c.apiserverFlags,
		"kube-controller-manager": c.controllerManagerFlags,
		"kube-scheduler":          c.schedulerFlags,
		"kwok":                    c.kwokFlags,
	}
	for _, name := range names {
		p, err := c.launcher.start(c.Dir, filepath.Join(c.Bin, name), name, flags[name](), c.failed)
		if err != nil {
			return err
		}
		c.running[name] = p
	}
	return nil
}

// Failed receives the first component that ended without being asked to.
func (c *Cluster) Failed() <-chan error { return c.failed }

// Server is the URL of the apiserver.
func (c *Cluster) Server() string { return fmt.Sprintf("https://127.0.0.1:%d", c.ports.apiserver) }

// Admin, ViewerConfig and the others name the kubeconfigs that Start writes.
func (c *Cluster) Admin() string  { return c.file("admin.kubeconfig") }
func (c *Cluster) Token() string  { return c.file("token.kubeconfig") }
func (c *Cluster) Viewer() string { return c.file("viewer.kubeconfig") }
func (c *Cluster) Nobody() string { return c.file("nobody.kubeconfig") }

// CA is the PEM of the authority that signed the apiserver's certificate.
func (c *Cluster) CA() []byte { return c.authority.PEM }

// RestartAPIServer kills the apiserver without warning, as a crash would, and
// returns when its successor on the same port is ready.
func (c *Cluster) RestartAPIServer(ctx context.Context) error {
	if err := c.KillAPIServer(); err != nil {
		return err
	}
	if err := c.launch("kube-apiserver"); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute) // a loaded machine needs more than one
	defer cancel()
	return c.waitForServer(ctx)
}

// KillAPIServer ends the apiserver without warning; RestartAPIServer starts another.
func (c *Cluster) KillAPIServer() error {
	p := c.running["kube-apiserver"]
	if p == nil {
		return errors.New("the apiserver is not running")
	}
	p.kill()
	return nil
}

// ReplaceAPIServer is RestartAPIServer with other flags besides the usual ones, as in an upgrade.
func (c *Cluster) ReplaceAPIServer(ctx context.Context, flags ...string) error {
	c.flags = flags
	return c.RestartAPIServer(ctx)
}

// stopOne ends one component in order.
func (c *Cluster) stopOne(name string) error {
	p := c.running[name]
	if p == nil {
		return fmt.Errorf("%s is not running", name)
	}
	p.terminate()
	patience := time.NewTimer(3 * time.Second)
	defer patience.Stop()
	p.finish(patience.C)
	return nil
}

// Stop ends every component: clients before the server, the server before its store.
func (c *Cluster) Stop() {
	for _, group := range [][]string{
		{"kwok", "kube-scheduler", "kube-controller-manager"}, {"kube-apiserver"}, {"etcd"},
	} {
		var ending []*process
		for _, name := range group {
			if p := c.running[name]; p != nil {
				p.terminate()
				ending = append(ending, p)
			}
		}
		patience := time.NewTimer(3 * time.Second)
		for _, p := range ending {
			p.finish(patience.C)
		}
		patience.Stop()
	}
}
