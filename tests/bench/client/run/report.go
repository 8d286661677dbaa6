package main

import (
	"encoding/json"
	"fmt"
	"slices"
)

func values(all []result, of func(result) int64) []int64 {
	var out []int64
	for _, r := range all {
		out = append(out, of(r))
	}
	slices.Sort(out)
	return out
}

func median(all []result, of func(result) int64) int64 {
	v := values(all, of)
	if len(v) == 0 {
		return 0
	}
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

func worst(all []result, of func(result) int64) int64 {
	v := values(all, of)
	if len(v) == 0 {
		return 0
	}
	return v[len(v)-1]
}

func wall(r result) int64 { return r.wallMs }
func cpu(r result) int64  { return r.cpuMs }
func peak(r result) int64 { return r.peakKiB }
func sent(r result) int64 { return r.sent }

func ratio(a, b int64) string {
	if a == 0 || b == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", float64(a)/float64(b))
}

// held is what a client holds after loading; what it peaked at when it does not say.
func held(r result) int64 {
	if kib := r.number("rssKiB"); kib > 0 {
		return kib
	}
	return r.peakKiB
}

// perObject is the memory that an object costs after loading, over an empty cluster.
func perObject(name string, all []result, empty map[string]int64, objects int) float64 {
	return float64((median(all, held)-empty[name])*1024) / float64(objects)
}

func reportLoad(scale string, programs []client, results map[string][]result, empty map[string]int64, objects int) {
	fmt.Printf("\n| median (worst) | wall ms | CPU ms | peak RSS MiB | B/object over empty | MB on the wire | wall / curl JSON | CPU / curl JSON | CPU / client-go |\n|---|---|---|---|---|---|---|---|---|\n")
	floor := results[floorName]
	yardstick := results[clientGoName]
	for _, p := range programs {
		all := results[p.name]
		if len(all) == 0 {
			continue
		}
		each := "-"
		if p.grows {
			each = fmt.Sprintf("%.0f", perObject(p.name, all, empty, objects))
		}
		fmt.Printf("| %s | %d (%d) | %d (%d) | %.1f | %s | %s | %s | %s | %s |\n", p.name, median(all, wall), worst(all, wall), median(all, cpu), worst(all, cpu), float64(median(all, peak))/1024, each,
			mega(median(all, sent)), ratio(median(all, wall), median(floor, wall)), ratio(median(all, cpu), median(floor, cpu)), ratio(median(all, cpu), median(yardstick, cpu)))
	}
	for _, name := range []string{"firstPictureMs", "fullSyncMs", "cpuMs"} {
		of := func(r result) int64 { return r.number(name) }
		fmt.Printf("\n%s says of itself: %s %d (worst %d)", claimscopeName, name, median(results[claimscopeName], of), worst(results[claimscopeName], of))
	}
	full := func(r result) int64 { return r.number("fullSyncMs") }
	fmt.Printf("\n%s: fullSyncMs %d (worst %d)\n", clientGoName, median(yardstick, full), worst(yardstick, full))
	_ = scale
}

// reportDigests compares what Claimscope holds with what the server serves.
func reportDigests(all []result, server map[string]truth) {
	for _, r := range all {
		var kinds map[string]struct {
			Count  int
			Digest string
		}
		if err := json.Unmarshal(r.own["kinds"], &kinds); err != nil {
			fmt.Println("digests: not readable:", err)
			return
		}
		for resource, t := range server {
			if kinds[resource].Digest != t.Digest {
				fmt.Printf("DIGEST DIFFERS: %s: %d objects, the server has %d\n", resource, kinds[resource].Count, t.Count)
				return
			}
		}
	}
	fmt.Printf("Digests of all %d kinds equal the server's in %d of %d runs.\n", len(server), len(all), len(all))
}

type goals struct{ firstMs, fullMs, cpuMs, rssMiB int64 }

var goalsOf = map[string]goals{"S": {300, 500, 100, 90}, "L": {700, 2500, 600, 140}, "X": {2500, 4000, 2500, 350}}

func reportGoals(scale string, results map[string][]result, empty map[string]int64, objects int) {
	ours, theirs, floor := results[claimscopeName], results[clientGoName], results[floorName]
	if len(ours) == 0 {
		return
	}
	g := goalsOf[scale]
	first := func(r result) int64 { return r.number("firstPictureMs") }
	full := func(r result) int64 { return r.number("fullSyncMs") }
	fmt.Printf("\n| goal (performance.md 4.3) | aim | measured | |\n|---|---|---|---|\n")
	line := func(what, aim, got string, met bool) {
		word := "met"
		if !met {
			word = "NOT met"
		}
		fmt.Printf("| %s | %s | %s | %s |\n", what, aim, got, word)
	}
	count := func(what string, aim, got int64, unit string) {
		line(what, fmt.Sprintf("<= %d %s", aim, unit), fmt.Sprintf("%d %s", got, unit), got <= aim)
	}
	atMost := func(what string, aim float64, a, b int64) {
		if b > 0 {
			line(what, fmt.Sprintf("<= %.2f", aim), ratio(a, b), float64(a) <= aim*float64(b))
		}
	}
	count("first picture", g.firstMs, median(ours, first), "ms")
	count("full sync", g.fullMs, median(ours, full), "ms")
	count("CPU to sync", g.cpuMs, median(ours, cpu), "ms")
	count("total RSS", g.rssMiB, median(ours, peak)/1024, "MiB")
	atMost("CPU / client-go", 0.25, median(ours, cpu), median(theirs, cpu))
	atMost("full sync / client-go", 1.0/3, median(ours, full), median(theirs, full))
	atMost("full sync / curl of everything", 1.3, median(ours, full), median(floor, wall))
	if base := median(results[floorFirst], wall); base > 0 {
		line("first picture, against 1.5 x curl of slices+claims+nodes + 200 ms", fmt.Sprintf("<= %d ms", base*3/2+200), fmt.Sprintf("%d ms", median(ours, first)), median(ours, first) <= base*3/2+200)
	}
	if scale == "S" {
		return // so few objects say nothing about one
	}
	each := perObject(claimscopeName, ours, empty, objects)
	line("RSS an object", "<= 400 B", fmt.Sprintf("%.0f B", each), each <= 400)
	if len(theirs) > 0 {
		other := perObject(clientGoName, theirs, empty, objects)
		line("RSS an object / client-go", "<= 0.05", fmt.Sprintf("%.3f", each/other), each <= other/20)
	}
}
