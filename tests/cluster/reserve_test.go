package cluster

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// planned is the part of a plan that the tests of actions look at.
type planned struct {
	ID       string
	Headline string
	Steps    []struct {
		ID   string
		Call struct {
			Target struct{ Name string }
		}
	}
	Blockers, Warnings []struct{ Mark, Title, Detail string }
	Affected           []struct {
		Verdict, Reason string
		Object          struct{ Kind, Namespace, Name string }
		Landing         struct{ Node string }
	}
	Claims []struct {
		Name, After string
		Devices     []string
	}
}

// plan runs an acting command with --plan: our own rehearsal, of which the server hears nothing.
func plan(t *testing.T, arguments ...string) planned {
	t.Helper()
	ran := claimscope(t, time.Minute, shared.Admin(), append(arguments, "--plan", "-o", "json")...)
	var out planned
	if err := json.Unmarshal([]byte(ran.stdout), &out); err != nil {
		t.Fatalf("claimscope %s: %v\n%s%s", strings.Join(arguments, " "), err, ran.stdout, ran.stderr)
	}
	return out
}

// carryOut runs an acting command to its end, which must be success.
func carryOut(t *testing.T, arguments ...string) answer {
	t.Helper()
	ran := claimscope(t, 2*time.Minute, shared.Admin(), append(arguments, "--execute", "--arm", contextName(t))...)
	if ran.status != 0 {
		t.Fatalf("claimscope %s ends with %d\n%s%s", strings.Join(arguments, " "), ran.status, ran.stdout, ran.stderr)
	}
	return ran
}

// mustBeRefused runs an acting command that must change nothing in a namespace, and gives what it said. Other tests write elsewhere.
func mustBeRefused(t *testing.T, namespace string, arguments ...string) string {
	t.Helper()
	began := time.Now()
	ran := claimscope(t, time.Minute, shared.Admin(), append(arguments, "--execute", "--arm", contextName(t))...)
	if ran.status == 0 {
		t.Fatalf("claimscope %s is not refused\n%s", strings.Join(arguments, " "), ran.stdout)
	}
	for _, line := range auditOfClaimscope(t, began) {
		if line.changes() && line.ObjectRef.Namespace == namespace {
			t.Errorf("claimscope %s wrote %s %s", strings.Join(arguments, " "), line.Verb, line.RequestURI)
		}
	}
	return ran.stdout + ran.stderr
}

// hardware makes a node with devices of a driver of its own, its class and a namespace; all are called alike.
func hardware(t *testing.T, name string, devices int) {
	t.Helper()
	var yaml strings.Builder
	fmt.Fprintf(&yaml, `apiVersion: v1
kind: Namespace
metadata: {name: %[1]s}
---
apiVersion: v1
kind: Node
metadata: {name: %[1]s, annotations: {kwok.x-k8s.io/node: fake}, labels: {type: kwok}}
spec: {taints: [{key: %[1]s.example.com/only, value: "true", effect: NoSchedule}]}
status: {allocatable: {cpu: "8", memory: 32Gi, pods: "50"}, capacity: {cpu: "8", memory: 32Gi, pods: "50"}}
---
apiVersion: resource.k8s.io/v1
kind: DeviceClass
metadata: {name: %[1]s}
spec: {selectors: [{cel: {expression: 'device.driver == "%[1]s.example.com"'}}]}
---
apiVersion: resource.k8s.io/v1
kind: ResourceSlice
metadata: {name: %[1]s}
spec:
  driver: %[1]s.example.com
  nodeName: %[1]s
  pool: {name: %[1]s, generation: 1, resourceSliceCount: 1}
  devices:
`, name)
	for i := range devices {
		fmt.Fprintf(&yaml, "  - {name: dev-%d}\n", i)
	}
	mustKubectl(t, yaml.String(), "apply", "--filename=-")
	t.Cleanup(func() {
		for _, object := range []string{"namespace", "node", "deviceclass", "resourceslice"} {
			_, _ = kubectl(t.Context(), "", "delete", object, name, "--wait=false", "--ignore-not-found")
		}
	})
}

// consumer is a pod that uses a named claim and tolerates what hardware() puts on its node.
func consumer(namespace, pod, claim string) string {
	return fmt.Sprintf(`apiVersion: v1
kind: Pod
metadata: {name: %s, namespace: %s}
spec:
  tolerations: [{operator: Exists}]
  resourceClaims: [{name: devices, resourceClaimName: %s}]
  containers:
  - {name: main, image: busybox, resources: {claims: [{name: devices}]}}
`, pod, namespace, claim)
}

type reservedClaim struct {
	Metadata struct {
		UID         string
		Annotations map[string]string
	}
	Status struct {
		Allocation *struct {
			AllocationTimestamp string
			Devices             struct {
				Results []struct{ Driver, Pool, Device string }
			}
		}
		ReservedFor []struct{ Name, UID string }
	}
}

func claimNamed(t *testing.T, namespace, name string) (reservedClaim, error) {
	t.Helper()
	var out reservedClaim
	text, err := kubectl(t.Context(), "", "get", "resourceclaim", name, "--namespace="+namespace, "--output=json")
	if err == nil {
		err = json.Unmarshal(text, &out)
	}
	return out, err
}

func (c reservedClaim) devices() []string {
	var out []string
	if c.Status.Allocation != nil {
		for _, one := range c.Status.Allocation.Devices.Results {
			out = append(out, one.Driver+"/"+one.Pool+"/"+one.Device)
		}
	}
	slices.Sort(out)
	return out
}

type shownReservation struct {
	Name, Object, Way, State, Owner, ExpiresAt string
	Devices, Consumers                         []string
}

func reservation(t *testing.T, name string) (shownReservation, bool) {
	t.Helper()
	ran := claimscope(t, time.Minute, shared.Admin(), "reservations", "-o", "json")
	all, _, err := parseGet[shownReservation](ran.stdout)
	if err != nil {
		t.Fatalf("reservations: %v\n%s", err, ran.stderr)
	}
	at := slices.IndexFunc(all, func(one shownReservation) bool { return one.Name == name })
	if at < 0 {
		return shownReservation{}, false
	}
	return all[at], true
}

// A claim is held by a placeholder, handed over to a real pod without losing its devices, and another one is released: what was rehearsed
// is what happens.
func TestPreallocateHandOverRelease(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const name = "reserve-pods"
	hardware(t, name, 4)
	hold := []string{"preallocate", name, "--count", "2", "-n", name, "--name", "night", "--for", "1h", "--owner", "kim", "--purpose", "INC-1"}
	rehearsed := plan(t, hold...)
	if len(rehearsed.Blockers) != 0 || len(rehearsed.Claims) != 1 || rehearsed.Affected[0].Landing.Node != name {
		t.Fatalf("the rehearsal says %+v", rehearsed)
	}
	carryOut(t, hold...)
	before, err := claimNamed(t, name, "night")
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(rehearsed.Claims[0].Devices)
	if have := before.devices(); !slices.Equal(have, rehearsed.Claims[0].Devices) {
		t.Errorf("it holds %v, rehearsed were %v", have, rehearsed.Claims[0].Devices)
	}
	seen, there := reservation(t, "night")
	if !there || seen.State != "held" || seen.Owner != "kim" || len(seen.Devices) != 2 || seen.ExpiresAt == "" {
		t.Errorf("the reservation is shown as %+v", seen)
	}

	if said := mustBeRefused(t, name, "reservations", "hand-over", "night"); !strings.Contains(said, "No other pod uses it yet") {
		t.Errorf("handing over to nobody is refused with: %s", said)
	}
	if said := mustBeRefused(t, name, "release", name+"/night"); !strings.Contains(said, "holds it as a reservation") {
		t.Errorf("releasing the claim under its placeholder is refused with: %s", said)
	}
	mustKubectl(t, consumer(name, "train", "night"), "apply", "--filename=-")
	if err := eventually(t.Context(), time.Minute, func() error {
		one, err := claimNamed(t, name, "night")
		if err == nil && len(one.Status.ReservedFor) != 2 {
			err = fmt.Errorf("reserved for %v", one.Status.ReservedFor)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if said := mustBeRefused(t, name, "reservations", "release", "night"); !strings.Contains(said, "hand it over instead") {
		t.Errorf("releasing what is used is refused with: %s", said)
	}
	carryOut(t, "reservations", "hand-over", "night")
	after, err := claimNamed(t, name, "night")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(after.devices(), before.devices()) || after.Metadata.UID != before.Metadata.UID ||
		after.Status.Allocation.AllocationTimestamp != before.Status.Allocation.AllocationTimestamp {
		t.Errorf("after the hand-over it holds %v, before %v", after.devices(), before.devices())
	}
	if err := eventually(t.Context(), 30*time.Second, func() error {
		one, err := claimNamed(t, name, "night")
		if err == nil && (len(one.Status.ReservedFor) != 1 || one.Status.ReservedFor[0].Name != "train") {
			err = fmt.Errorf("reserved for %v", one.Status.ReservedFor)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
	if len(after.Metadata.Annotations["claimscope.io/reservation"]) != 0 {
		t.Error("the lease is still on the claim")
	}
	if _, there := reservation(t, "night"); there {
		t.Error("it is still a reservation")
	}

	carryOut(t, "preallocate", name, "--count", "2", "-n", name, "--name", "spare")
	carryOut(t, "reservations", "renew", "spare", "--for", "3h")
	carryOut(t, "reservations", "release", "spare")
	if _, err := claimNamed(t, name, "spare"); err == nil {
		t.Error("the released claim is still there")
	}
	if _, err := kubectl(t.Context(), "", "get", "pod", "spare", "--namespace="+name); err == nil {
		t.Error("the placeholder is still there")
	}
	if _, there := reservation(t, "spare"); there {
		t.Error("the released reservation is still shown")
	}
}

// A claim that existed before is held and given back as it was.
func TestAnExistingClaimIsHeld(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const name = "reserve-mine"
	hardware(t, name, 1)
	mustKubectl(t, fmt.Sprintf("apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: {name: mine, namespace: %[1]s}\n"+
		"spec: {devices: {requests: [{name: r, exactly: {deviceClassName: %[1]s}}]}}\n", name), "apply", "--filename=-")
	carryOut(t, "preallocate", "--claim", name+"/mine", "--name", "holder")
	one, err := claimNamed(t, name, "mine")
	if err != nil || len(one.devices()) != 1 {
		t.Fatalf("it holds %v: %v", one.devices(), err)
	}
	carryOut(t, "reservations", "release", name+"/mine")
	one, err = claimNamed(t, name, "mine")
	if err != nil || len(one.devices()) != 0 || one.Metadata.Annotations["claimscope.io/reservation"] != "" {
		t.Errorf("after the release it holds %v with %v: %v", one.devices(), one.Metadata.Annotations, err)
	}
}

// Devices are kept for claims that tolerate a private key, and for no others.
func TestReservationByTaint(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const name = "reserve-taint"
	hardware(t, name, 1)
	carryOut(t, "preallocate", name+"/dev-0", "--way", "taint", "--name", "window", "--for", "1h")
	seen, there := reservation(t, "window")
	if !there || seen.Way != "taint" || seen.State != "held" || len(seen.Devices) != 1 {
		t.Fatalf("it is shown as %+v", seen)
	}
	claim := func(name, claim, tolerations string) string {
		return fmt.Sprintf("apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: {name: %[2]s, namespace: %[1]s}\n"+
			"spec: {devices: {requests: [{name: r, exactly: {deviceClassName: %[1]s%[3]s}}]}}\n---\n", name, claim, tolerations) +
			consumer(name, claim, claim)
	}
	mustKubectl(t, claim(name, "stranger", ""), "apply", "--filename=-")
	mustKubectl(t, claim(name, "guest", ", tolerations: [{key: claimscope.io/reserved-window, operator: Exists, effect: NoSchedule}]"), "apply", "--filename=-")
	if err := eventually(t.Context(), time.Minute, func() error {
		one, err := claimNamed(t, name, "guest")
		if err == nil && len(one.Status.ReservedFor) != 1 {
			err = fmt.Errorf("the guest's claim is reserved for %v", one.Status.ReservedFor)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if one, err := claimNamed(t, name, "stranger"); err != nil || len(one.devices()) != 0 {
		t.Errorf("the stranger has %v: %v", one.devices(), err)
	}
	carryOut(t, "reservations", "hand-over", "window")
	if one, err := claimNamed(t, name, "guest"); err != nil || len(one.devices()) != 1 {
		t.Errorf("after the hand-over the guest has %v: %v", one.devices(), err)
	}
	if _, there := reservation(t, "window"); there {
		t.Error("it is still a reservation")
	}
}

// Claims that nothing uses are released with the right write, and others are not.
func TestReleaseOfClaims(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const name = "release"
	hardware(t, name, 3)
	for i, claim := range []string{"unused", "foreign", "used"} {
		mustKubectl(t, fmt.Sprintf("apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: {name: %[2]s, namespace: %[1]s, "+
			"finalizers: [resource.kubernetes.io/delete-protection]}\n"+
			"spec: {devices: {requests: [{name: r, exactly: {deviceClassName: %[1]s}}]}}\n", name, claim), "apply", "--filename=-")
		if claim == "used" {
			continue // its pod gets it from the scheduler
		}
		consumers := ""
		if claim == "foreign" {
			consumers = `"reservedFor":[{"apiGroup":"acme.io","resource":"jobs","name":"x","uid":"1"}],`
		}
		mustKubectl(t, "", "patch", "resourceclaim", claim, "--namespace="+name, "--subresource=status", "--type=merge", "-p",
			fmt.Sprintf(`{"status":{%[3]s"allocation":{"devices":{"results":[{"request":"r","driver":"%[1]s.example.com","pool":"%[1]s","device":"dev-%[2]d"}]},`+
				`"nodeSelector":{"nodeSelectorTerms":[{"matchFields":[{"key":"metadata.name","operator":"In","values":["%[1]s"]}]}]}}}}`, name, i, consumers))
	}
	mustKubectl(t, consumer(name, "worker", "used"), "apply", "--filename=-")
	if err := eventually(t.Context(), time.Minute, func() error {
		one, err := claimNamed(t, name, "used")
		if err == nil && len(one.Status.ReservedFor) != 1 {
			err = fmt.Errorf("reserved for %v", one.Status.ReservedFor)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	carryOut(t, "release", name+"/unused")
	if _, err := claimNamed(t, name, "unused"); err == nil {
		t.Error("the unused claim is still there")
	}
	if said := mustBeRefused(t, name, "release", name+"/used"); !strings.Contains(said, "pod "+name+"/worker uses it") {
		t.Errorf("releasing a used claim is refused with: %s", said)
	}
	if said := mustBeRefused(t, name, "release", name+"/foreign"); !strings.Contains(said, "--remove-foreign") {
		t.Errorf("a foreign entry is refused with: %s", said)
	}
	carryOut(t, "release", name+"/foreign", "--remove-foreign")
	if one, err := claimNamed(t, name, "foreign"); err != nil || len(one.devices()) != 0 || len(one.Status.ReservedFor) != 0 {
		t.Errorf("after the release it holds %v for %v: %v", one.devices(), one.Status.ReservedFor, err)
	}
}

// Who may only look is told what is missing before anything is sent.
func TestViewerIsToldWhatReservationsNeed(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const name = "reserve-viewer"
	hardware(t, name, 1)
	for _, one := range []struct {
		command []string
		missing []string
	}{
		{[]string{"preallocate", name, "-n", name, "--name", "x"}, []string{"create", "resourceclaims", "pods"}},
		{[]string{"preallocate", name + "/dev-0", "--way", "taint", "--name", "x"}, []string{"create", "devicetaintrules"}},
		{[]string{"taint", name + "/dev-0", "--drain"}, []string{"create", "devicetaintrules"}},
	} {
		path := filepath.Join(t.TempDir(), "plan.json")
		if ran := claimscope(t, time.Minute, shared.Admin(), append(one.command, "--plan", "--save", path)...); ran.status != 0 {
			t.Fatalf("the rehearsal ends with %d\n%s%s", ran.status, ran.stdout, ran.stderr)
		}
		if _, err := os.Stat(path); err != nil {
			t.Fatal(err)
		}
		seen := claimscope(t, time.Minute, shared.Viewer(), "actions", "run", path)
		if seen.status == 0 {
			t.Errorf("a viewer may %v", one.command)
		}
		for _, word := range append(one.missing, "denied", "rbac.authorization.k8s.io") {
			if !strings.Contains(seen.stdout+seen.stderr, word) {
				t.Errorf("%v: a viewer is not told %q:\n%s%s", one.command, word, seen.stdout, seen.stderr)
			}
		}
	}
}
