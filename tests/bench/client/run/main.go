// run: the benchmark of clients. Starts the replay server for each scale, runs every client in shuffled order and prints tables:
// cost of loading, sustained events, idling, a cut, a slow link.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

type options struct {
	cli, bin, data, work string
	repeats              int
	kubectl              bool
	parts                map[string]bool
	rate                 int
	only                 string
}

func main() {
	var o options
	scales := flag.String("scales", "S,L", "which of S, L, X")
	flag.StringVar(&o.cli, "cli", "", "claimscope-cli")
	flag.StringVar(&o.bin, "bin", "", "folder with replay and informers")
	flag.StringVar(&o.data, "data", "", "folder of the data sets")
	flag.IntVar(&o.repeats, "repeats", 0, "runs of each client; 0: 5, at X 2")
	flag.BoolVar(&o.kubectl, "kubectl", false, "kubectl get pods -A at X too (about 100 s and 9 GB)")
	flag.IntVar(&o.rate, "rate", 10_000, "events a second")
	flag.StringVar(&o.only, "only", "", "only programs whose name holds this")
	parts := flag.String("parts", "load,steady,slow,cut", "which of load, steady (idle and events), slow (link), cut")
	real := flag.String("validate", "", "URL of a real API server: compares the replay server's bytes with its, then ends")
	realToken := flag.String("validate-token", "", "bearer token for that")
	filled := flag.Bool("fill", false, "with -validate: write objects of scale S to that server first")
	flag.Parse()
	o.parts = map[string]bool{}
	for _, part := range strings.Split(*parts, ",") {
		o.parts[part] = true
	}
	work, err := os.MkdirTemp("", "claimscope-bench-")
	if err == nil {
		o.work = work
		if *real != "" && *filled {
			err = fill(&o, *real, *realToken)
		}
		if err == nil && *real != "" {
			err = validate(&o, *real, *realToken)
		} else if err == nil {
			err = bench(&o, strings.Split(*scales, ","))
		}
		_ = os.RemoveAll(work)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(o *options, scales []string) error {
	fmt.Printf("Machine: %s; load before: %s\n", machine(), loadAverage())
	empty, err := emptyCluster(o)
	if err != nil {
		return err
	}
	for _, scale := range scales {
		if err := benchScale(o, scale, empty); err != nil {
			return fmt.Errorf("scale %s: %w", scale, err)
		}
	}
	return nil
}

// emptyCluster gives the memory that each client holds where there is nothing to load.
func emptyCluster(o *options) (map[string]int64, error) {
	s, err := startServer(o, "empty")
	if err != nil {
		return nil, err
	}
	defer s.stop()
	out := map[string]int64{}
	for _, p := range clients(o, s, "empty") {
		result, err := runOnce(p)
		if err != nil {
			return nil, err
		}
		out[p.name] = held(result)
	}
	return out, nil
}

func benchScale(o *options, scale string, empty map[string]int64) error {
	s, err := startServer(o, scale)
	if err != nil {
		return err
	}
	defer s.stop()
	truth, err := s.digests()
	if err != nil {
		return err
	}
	objects, jsonBytes, protobufBytes := 0, int64(0), int64(0)
	for _, t := range truth {
		objects, jsonBytes, protobufBytes = objects+t.Count, jsonBytes+t.JSON, protobufBytes+t.Protobuf
	}
	fmt.Printf("\n## %s: %d objects, %s MB of JSON, %s MB of protobuf\n", scale, objects, mega(jsonBytes), mega(protobufBytes))
	repeats := o.repeats
	if repeats == 0 {
		repeats = 5
		if scale == "X" {
			repeats = 2
		}
	}
	programs := append(floors(s, truth), clients(o, s, scale)...)
	fullSyncMs := map[string]int64{}
	if o.parts["load"] {
		results := map[string][]result{}
		for i := 0; i < repeats; i++ {
			order := rand.Perm(len(programs))
			for _, at := range order {
				p := programs[at]
				if o.only != "" && !strings.Contains(p.name, o.only) {
					continue
				}
				if err := s.reset(); err != nil {
					return err
				}
				r, err := runOnce(p)
				if err != nil {
					return err
				}
				if r.sent, err = s.sent(); err != nil {
					return err
				}
				results[p.name] = append(results[p.name], r)
				fmt.Fprintf(os.Stderr, "bench: %s run %d: %-44s wall %6d ms, CPU %6d ms, peak %7.1f MiB, load %s\n", scale, i+1, p.name, r.wallMs, r.cpuMs, float64(r.peakKiB)/1024, loadAverage())
			}
		}
		reportLoad(scale, programs, results, empty, objects)
		reportDigests(results[claimscopeName], truth)
		reportGoals(scale, results, empty, objects)
		for name, all := range results {
			fullSyncMs[name] = worst(all, func(r result) int64 { return r.wallMs })
		}
	}
	if o.parts["steady"] {
		if err := steady(o, s, scale, fullSyncMs); err != nil {
			return err
		}
	}
	// Events have changed the world of this server: the rest gets a new one.
	s.stop()
	if o.parts["slow"] && scale != "X" {
		if err := slowLink(o, scale); err != nil {
			return err
		}
	}
	if o.parts["cut"] && scale == "S" {
		return cut(o, scale)
	}
	return nil
}

func machine() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	cores, model := 0, ""
	for _, line := range strings.Split(string(text), "\n") {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
			cores++
			model = strings.TrimSpace(value)
		}
	}
	return fmt.Sprintf("%d x %s", cores, model)
}

func loadAverage() string {
	text, _ := os.ReadFile("/proc/loadavg")
	first, _, _ := strings.Cut(string(text), " ")
	return first
}

func mega(bytes int64) string { return fmt.Sprintf("%.1f", float64(bytes)/1e6) }

func program(o *options, name string) string { return filepath.Join(o.bin, name) }

func have(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}
