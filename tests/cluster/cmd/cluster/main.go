// Command cluster runs a real Kubernetes control plane with fake nodes on this machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

const usage = `cluster up --dir DIR [--bin BIN] [--fixtures]   run until interrupted; kubeconfigs are in DIR
cluster restart-apiserver --dir DIR             kill -9 and start it again, while up runs
BIN is what build.sh prints; without it the newest finished build is used.
`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cluster:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) == 0 {
		fmt.Fprint(os.Stderr, usage)
		os.Exit(2)
	}
	flags := flag.NewFlagSet(arguments[0], flag.ExitOnError)
	flags.Usage = func() { fmt.Fprint(os.Stderr, usage) }
	dir := flags.String("dir", "", "directory of the cluster")
	bin := flags.String("bin", "", "directory of the programs")
	withFixtures := flags.Bool("fixtures", false, "also make the nodes and workloads of fixtures/")
	_ = flags.Parse(arguments[1:]) // exits by itself
	if *dir == "" {
		return fmt.Errorf("--dir is needed")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	switch arguments[0] {
	case "up":
		if *bin == "" {
			found, err := newestBuild()
			if err != nil {
				return err
			}
			*bin = found
		}
		return up(ctx, *dir, *bin, *withFixtures)
	case "restart-apiserver":
		return restartAPIServer(ctx, *dir)
	}
	return fmt.Errorf("no command %q\n%s", arguments[0], usage)
}

// newestBuild finds what build.sh made last; unfinished builds start with a dot.
func newestBuild() (string, error) {
	cache := os.Getenv("XDG_CACHE_HOME")
	if cache == "" {
		cache = filepath.Join(os.Getenv("HOME"), ".cache")
	}
	found, err := filepath.Glob(filepath.Join(cache, "claimscope", "cluster", "[0-9a-f]*", "kube-apiserver"))
	if err != nil {
		return "", err
	}
	var newest string
	var newestTime int64
	for _, path := range found {
		if info, err := os.Stat(path); err == nil && info.ModTime().UnixNano() > newestTime {
			newest, newestTime = filepath.Dir(path), info.ModTime().UnixNano()
		}
	}
	if newest == "" {
		return "", fmt.Errorf("no build under %s: run build.sh", cache)
	}
	return newest, nil
}
