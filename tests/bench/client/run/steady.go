package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const watches = 16 // one a kind

// sample is what a running process has used so far.
type sample struct {
	at      time.Time
	cpuMs   int64
	wakeUps int64
	rssKiB  int64
}

func field(text, name string) int64 {
	for _, line := range strings.Split(text, "\n") {
		if rest, found := strings.CutPrefix(line, name+":"); found {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n
		}
	}
	return 0
}

func take(pid int) sample {
	out := sample{at: time.Now()}
	folder := fmt.Sprintf("/proc/%d", pid)
	stat, _ := os.ReadFile(folder + "/stat")
	if end := strings.LastIndexByte(string(stat), ')'); end >= 0 {
		fields := strings.Fields(string(stat)[end+1:])
		user, _ := strconv.ParseInt(fields[11], 10, 64)
		system, _ := strconv.ParseInt(fields[12], 10, 64)
		out.cpuMs = (user + system) * 10 // clock ticks of 10 ms
	}
	tasks, _ := filepath.Glob(folder + "/task/*/status")
	for _, task := range tasks {
		text, _ := os.ReadFile(task)
		out.wakeUps += field(string(text), "voluntary_ctxt_switches")
	}
	text, _ := os.ReadFile(folder + "/status")
	out.rssKiB = field(string(text), "VmRSS")
	return out
}

func share(a, b sample) float64 {
	return float64(b.cpuMs-a.cpuMs) / float64(b.at.Sub(a.at).Milliseconds()) * 100
}

type steadyResult struct {
	idle, busy       float64 // percent of a core
	wakeUps          float64 // a second, idle
	grown            int64   // KiB of RSS during the events
	made             int64
	seen             int64
	p50, p99, worst  int64
	relists, samples int64
}

const (
	idleFor   = 20 * time.Second
	eventsFor = 30 * time.Second
)

// steady lets each client idle and then feeds it events.
func steady(o *options, s *server, scale string, loadMs map[string]int64) error {
	fmt.Printf("\n| after loading %s | idle: %% of a core | wake-ups/s | at %d events/s: %% of a core | staleness p50 / p99 / worst ms | RSS grew MiB | events made / seen |\n|---|---|---|---|---|---|---|\n", scale, o.rate)
	for _, name := range []string{claimscopeName, clientGoName} {
		if o.only != "" && !strings.Contains(name, o.only) {
			continue
		}
		load := time.Duration(max(loadMs[name], 2000)) * time.Millisecond
		if loadMs[name] == 0 { // not measured in this run
			load = map[string]time.Duration{"S": 5, "L": 30, "X": 90}[scale] * time.Second
		}
		total := load*2 + 5*time.Second + idleFor + eventsFor + 5*time.Second
		c := claimscope(o, s.config, "--for", fmt.Sprintf("%ds", int(total.Seconds())))
		if name == clientGoName {
			c = informers(o, name, s.config, "-identity", "-for", total.String())
		}
		r, err := steadyOnce(o, s, c, total)
		if err != nil {
			return err
		}
		fmt.Printf("| %s | %.2f | %.0f | %.1f | %d / %d / %d | %.1f | %d / %d |\n", name, r.idle, r.wakeUps, r.busy, r.p50, r.p99, r.worst, float64(r.grown)/1024, r.made, r.seen)
	}
	return nil
}

func steadyOnce(o *options, s *server, c client, total time.Duration) (steadyResult, error) {
	out, err := os.CreateTemp("", "bench")
	if err != nil {
		return steadyResult{}, err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	command := c.command(out)
	complaints := &tail{}
	command.Stderr = complaints
	start := time.Now()
	if err := command.Start(); err != nil {
		return steadyResult{}, err
	}
	defer command.Process.Kill()
	if err := s.waitWatching(watches, total); err != nil {
		return steadyResult{}, err
	}
	time.Sleep(3 * time.Second)
	var r steadyResult
	before := take(command.Process.Pid)
	time.Sleep(idleFor)
	idle := take(command.Process.Pid)
	r.idle, r.wakeUps = share(before, idle), float64(idle.wakeUps-before.wakeUps)/idle.at.Sub(before.at).Seconds()
	var first, last int64
	if err := s.call(fmt.Sprintf("/events?rate=%d", o.rate), &first); err != nil {
		return r, err
	}
	begin := take(command.Process.Pid)
	time.Sleep(eventsFor)
	end := take(command.Process.Pid)
	if err := s.call("/events?rate=0", &last); err != nil {
		return r, err
	}
	r.busy, r.grown, r.made = share(begin, end), end.rssKiB-begin.rssKiB, last-first
	if time.Since(start) > total {
		return r, fmt.Errorf("%s had ended before the events did", c.name)
	}
	if err := command.Wait(); err != nil {
		return r, fmt.Errorf("%s: %w: %s", c.name, err, complaints.text)
	}
	text, err := os.ReadFile(out.Name())
	if err != nil {
		return r, err
	}
	var own struct {
		Events      int64
		Relists     int64
		StalenessMs struct{ P50, P99, Worst, Samples int64 }
	}
	if err := json.Unmarshal(text, &own); err != nil {
		return r, err
	}
	r.seen, r.relists = own.Events, own.Relists
	r.p50, r.p99, r.worst, r.samples = own.StalenessMs.P50, own.StalenessMs.P99, own.StalenessMs.Worst, own.StalenessMs.Samples
	return r, nil
}
