package control

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"claimscope.test/cluster/fixtures"
)

// Kubectl runs the kubectl that belongs to a cluster as one user.
type Kubectl struct {
	Cluster    *Cluster
	Kubeconfig string
}

// kubectlLimit is longer than any kubectl here takes: one that waits for what never comes is told of, instead of the whole run.
const kubectlLimit = 3 * time.Minute

// Run returns stdout; an error carries stderr.
func (k Kubectl) Run(ctx context.Context, stdin string, arguments ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, kubectlLimit)
	defer cancel()
	command := exec.CommandContext(ctx, filepath.Join(k.Cluster.Bin, "kubectl"), arguments...)
	// kubectl keys its discovery cache by host and port only, and ports are
	// used again by later clusters: the cache lives and dies with this one.
	command.Env = append(os.Environ(), "KUBECONFIG="+k.Kubeconfig,
		"KUBECACHEDIR="+k.Cluster.file("kubectl-cache"))
	command.Stdin = strings.NewReader(stdin)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	if err := command.Run(); err != nil {
		return stdout.Bytes(), fmt.Errorf("kubectl %s: %w: %s", strings.Join(arguments, " "), err,
			strings.TrimSpace(stderr.String()))
	}
	return stdout.Bytes(), nil
}

// Apply applies YAML. A quota refuses objects until the controller has counted
// once ("status unknown for quota"), so that answer alone is asked again.
func (k Kubectl) Apply(ctx context.Context, yaml string) error {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		_, err := k.Run(ctx, yaml, "apply", "-f", "-")
		if err == nil || !strings.Contains(err.Error(), "status unknown for quota") {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-tick.C:
		}
	}
}

// bindViewer gives the viewer the default ClusterRole `view` and nothing else.
func (c *Cluster) bindViewer(ctx context.Context) error {
	_, err := Kubectl{c, c.Admin()}.Run(ctx, "", "create", "clusterrolebinding", "viewer",
		"--clusterrole=view", "--user=viewer")
	return err
}

// ApplyFixtures makes the nodes, slices and workloads of the guide, file by file
// in the order of their names, and the one allocation that no scheduler makes.
func (c *Cluster) ApplyFixtures(ctx context.Context) error {
	admin := Kubectl{c, c.Admin()}
	files, err := fixtures.Files.ReadDir(".")
	if err != nil {
		return err
	}
	for _, file := range files { // sorted by name
		yaml, err := fixtures.Files.ReadFile(file.Name())
		if err != nil {
			return err
		}
		if err := admin.Apply(ctx, string(yaml)); err != nil {
			return fmt.Errorf("%s: %w", file.Name(), err)
		}
	}
	_, err = admin.Run(ctx, "", "patch", "resourceclaim", "held-cpuset", "--namespace=batch",
		"--subresource=status", "--type=merge", "--patch="+string(fixtures.HeldCPUSetStatus))
	return err
}
