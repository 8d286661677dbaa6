package allocation

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/dynamic-resource-allocation/structured"
)

type dumpedCase struct {
	Name     string
	Node     *corev1.Node
	Slices   []*resourceapi.ResourceSlice
	Classes  []*resourceapi.DeviceClass
	Claims   []*resourceapi.ResourceClaim
	Features structured.Features
	Devices  []string
	Shares   []string
	Capacity map[string]map[string]string
	Outcome  string
	Error    string
	Results  []resourceapi.AllocationResult
}

func result(id string) resourceapi.DeviceRequestAllocationResult {
	parts := strings.Split(id, "/")
	return resourceapi.DeviceRequestAllocationResult{Request: "r", Driver: parts[0], Pool: parts[1], Device: parts[2]}
}

// toCase turns what the table gives as a state into claims that hold it.
func (d *dumpedCase) toCase() *Case {
	c := &Case{ID: d.Name, Node: d.Node, Slices: d.Slices, Classes: d.Classes, Wanted: d.Claims, Features: d.Features}
	var results []resourceapi.DeviceRequestAllocationResult
	for _, id := range d.Devices {
		results = append(results, result(id))
	}
	for _, id := range d.Shares {
		share := result(id)
		share.ShareID = to(types.UID(id[strings.LastIndex(id, "/")+1:]))
		results = append(results, share)
	}
	number := 0
	for id, amounts := range d.Capacity {
		share := result(id)
		share.ShareID = to(types.UID(fmt.Sprintf("00000000-0000-4000-b000-%012d", number)))
		share.ConsumedCapacity = map[resourceapi.QualifiedName]resource.Quantity{}
		for name, amount := range amounts {
			share.ConsumedCapacity[resourceapi.QualifiedName(name)] = resource.MustParse(amount)
		}
		results = append(results, share)
		number++
	}
	if results != nil {
		holder := &resourceapi.ResourceClaim{ObjectMeta: metav1.ObjectMeta{Namespace: "held", Name: "by-the-table"}}
		holder.Status.Allocation = &resourceapi.AllocationResult{Devices: resourceapi.DeviceAllocationResult{Results: results}}
		c.Others = append(c.Others, holder)
	}
	return c
}

// moduleCopy copies the module that holds upstream's table out of the module cache, where nothing may be written.
func moduleCopy(t *testing.T) string {
	list := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "k8s.io/dynamic-resource-allocation")
	dir, err := list.Output()
	if err != nil {
		t.Skipf("no copy of upstream: %v", err)
	}
	copied := filepath.Join(t.TempDir(), "upstream")
	if out, err := exec.Command("cp", "-r", "--no-preserve=mode", strings.TrimSpace(string(dir)), copied).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	source, err := os.ReadFile(filepath.Join("testdata", "dump_table.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(copied, "structured", "claimscope_dump_test.go"), source, 0o644); err != nil {
		t.Fatal(err)
	}
	return copied
}

func readDump(t *testing.T, path string) []*dumpedCase {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out []*dumpedCase
	lines := bufio.NewReader(file)
	decoder := json.NewDecoder(lines)
	for decoder.More() {
		c := &dumpedCase{}
		if err := decoder.Decode(c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// TestUpstreamsOwnTable: every case of structured/internal/allocatortesting. Needs gomega, which go fetches for the copy.
func TestUpstreamsOwnTable(t *testing.T) {
	cli, err := cliPath()
	if err != nil {
		t.Skip(err)
	}
	copied := moduleCopy(t)
	dump := filepath.Join(t.TempDir(), "table.jsonl")
	run := exec.Command("go", "test", "-mod=mod", "-count=1", "-run", "TestClaimscopeDump", "./structured/")
	run.Dir = copied
	run.Env = append(os.Environ(), "CLAIMSCOPE_DUMP="+dump, "GOTOOLCHAIN=local", "GOWORK=off")
	if out, err := run.CombinedOutput(); err != nil {
		text := string(out)
		if strings.Contains(text, "dial tcp") || strings.Contains(text, "no such host") {
			t.Skipf("gomega cannot be fetched: %s", text)
		}
		if !strings.Contains(text, "--- FAIL") { // its own expectations do not matter here
			t.Fatalf("%v: %s", err, text)
		}
	}
	counts := map[string]int{}
	for _, d := range readDump(t, dump) {
		if strings.HasPrefix(d.Name, "interrupt/") {
			continue
		}
		if d.Features.DerivedAttributes {
			counts["derived attributes (alpha, not supported)"]++
			continue
		}
		c := d.toCase()
		line, err := c.Line()
		if err != nil {
			t.Fatal(err)
		}
		ours, err := askClaimscope(cli, [][]byte{line})
		if err != nil {
			t.Errorf("%s: %v\n%s", d.Name, err, line)
			continue
		}
		upstream := Answer{ID: d.Name, Outcome: d.Outcome, Error: d.Error}
		if d.Outcome == "allocated" {
			upstream.Allocations = map[string]any{}
			for i := range d.Results {
				tree, err := comparable(&d.Results[i])
				if err != nil {
					t.Fatal(err)
				}
				upstream.Allocations[claimName(d.Claims[i])] = tree
			}
		}
		counts[d.Outcome]++
		if difference := Difference(upstream, ours[0]); difference != "" {
			if _, real := differsFrom(c, ours[0]); real {
				counts["differ"]++
				t.Errorf("%s: %s\n%s", d.Name, difference, line)
			}
		}
	}
	t.Log(counts)
}
