package cluster

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// sharing is a claim that several pods of a namespace use on the hardware's node.
func sharing(hardware, namespace, claim, tolerations string, pods ...string) string {
	var yaml strings.Builder
	fmt.Fprintf(&yaml, "apiVersion: resource.k8s.io/v1\nkind: ResourceClaim\nmetadata: {name: %[2]s, namespace: %[1]s}\n"+
		"spec: {devices: {requests: [{name: r, exactly: {deviceClassName: %[3]s%[4]s}}]}}\n", namespace, claim, hardware, tolerations)
	for _, pod := range pods {
		yaml.WriteString("---\n" + consumer(namespace, pod, claim))
	}
	return yaml.String()
}

// A pool is drained: the controller's own forecast equals ours, those leave whom we named and nobody else, and the rule goes in the end.
func TestDeviceDrainIsRehearsedCarriedOutAndCleanedUp(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const name, other = "taint-drain", "taint-drain-b"
	hardware(t, name, 4)
	mustKubectl(t, "apiVersion: v1\nkind: Namespace\nmetadata: {name: "+other+"}\n", "apply", "--filename=-")
	t.Cleanup(func() { _, _ = kubectl(t.Context(), "", "delete", "namespace", other, "--wait=false") })
	mustKubectl(t, sharing(name, name, "shared", "", "a", "b"), "apply", "--filename=-")
	mustKubectl(t, sharing(name, other, "single", "", "c"), "apply", "--filename=-")
	// Tolerates scheduling and not eviction: only a toleration that names NoExecute keeps a pod.
	mustKubectl(t, sharing(name, other, "half", ", tolerations: [{operator: Exists}]", "d"), "apply", "--filename=-")
	mustKubectl(t, sharing(name, other, "monitor", ", tolerations: [{operator: Exists, effect: NoExecute}]", "stays"), "apply", "--filename=-")
	for _, one := range []struct {
		namespace, claim string
		consumers        int
	}{{name, "shared", 2}, {other, "single", 1}, {other, "half", 1}, {other, "monitor", 1}} {
		if err := eventually(t.Context(), time.Minute, func() error {
			claim, err := claimNamed(t, one.namespace, one.claim)
			if err == nil && len(claim.Status.ReservedFor) != one.consumers {
				err = fmt.Errorf("%s is reserved for %v", one.claim, claim.Status.ReservedFor)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}

	drain := []string{"taint", name + "/dev-0", "--drain", "--pool", "--value", "INC-1"}
	first := plan(t, drain...)
	if len(first.Blockers) != 0 || !strings.Contains(first.Headline, "4 pods in 2 namespaces") {
		t.Fatalf("the first rehearsal says %s %v", first.Headline, first.Blockers)
	}
	carryOut(t, drain...)
	rule := first.Steps[0].Call.Target.Name
	said, err := kubectl(t.Context(), "", "get", "devicetaintrule", rule, "--output=jsonpath={.spec.taint.effect} {.status.conditions[0].message}")
	if err != nil || !strings.HasPrefix(string(said), "None 4 published devices selected. 4 allocated devices selected. 4 pods would be evicted in 2 different namespaces") {
		t.Fatalf("the controller says %q: %v", said, err)
	}

	second := plan(t, drain...)
	agrees := slices.ContainsFunc(second.Warnings, func(one struct{ Mark, Title, Detail string }) bool {
		return one.Mark == "good" && strings.HasPrefix(one.Title, "The controller counts the same: 4 pods in 2 namespaces")
	})
	if !agrees {
		t.Errorf("the second rehearsal does not say that both count the same: %+v", second.Warnings)
	}
	var leave, stay []string
	for _, row := range second.Affected {
		if row.Verdict == "evict" {
			leave = append(leave, row.Object.Name)
		} else {
			stay = append(stay, row.Object.Name)
		}
	}
	slices.Sort(leave)
	if !slices.Equal(leave, []string{"a", "b", "c", "d"}) || !slices.Equal(stay, []string{"stays"}) {
		t.Errorf("%v leave and %v stay", leave, stay)
	}
	carryOut(t, drain...)
	for namespace, pods := range map[string][]string{name: {"a", "b"}, other: {"c", "d"}} {
		for _, pod := range pods {
			if _, err := kubectl(t.Context(), "", "get", "pod", pod, "--namespace="+namespace); err == nil {
				t.Errorf("pod %s is still there", pod)
			}
		}
	}
	if _, err := kubectl(t.Context(), "", "get", "pod", "stays", "--namespace="+other); err != nil {
		t.Errorf("the pod that tolerates the taint is gone: %v", err)
	}
	third := plan(t, drain...)
	if len(third.Steps) != 1 || !strings.Contains(third.Headline, "takes claims again") {
		t.Errorf("the third rehearsal says %s", third.Headline)
	}
	carryOut(t, drain...)
	if _, err := kubectl(t.Context(), "", "get", "devicetaintrule", rule); err == nil {
		t.Error("the rule is still there")
	}
}

// One device is kept from new claims, put back, and drained with the clean-up in the same plan.
func TestDeviceIsCordonedAndPutBack(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const name = "taint-cordon"
	hardware(t, name, 1)
	cordon := []string{"taint", name + ".example.com/" + name + "/dev-0", "--value", "INC-2"}
	carryOut(t, cordon...)
	if said := mustBeRefused(t, name, cordon...); !strings.Contains(said, "cordoned already") {
		t.Errorf("a second cordon says: %s", said)
	}
	mustKubectl(t, sharing(name, name, "waits", "", "w"), "apply", "--filename=-")
	if err := eventually(t.Context(), time.Minute, func() error {
		text, err := kubectl(t.Context(), "", "get", "pod", "w", "--namespace="+name, `--output=jsonpath={.status.conditions[?(@.type=="PodScheduled")].reason}`)
		if err == nil && string(text) != "Unschedulable" {
			err = fmt.Errorf("PodScheduled is %q", text)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	back := []string{"taint", name + "/dev-0", "--remove"}
	if rehearsed := plan(t, back...); !strings.Contains(rehearsed.Headline, name+"/waits can start then") {
		t.Errorf("the rehearsal does not say who starts: %s", rehearsed.Headline)
	}
	carryOut(t, back...)
	if err := eventually(t.Context(), time.Minute, func() error {
		one, err := claimNamed(t, name, "waits")
		if err == nil && len(one.devices()) != 1 {
			err = fmt.Errorf("the waiting claim has %v", one.devices())
		}
		return err
	}); err != nil {
		t.Error(err)
	}
	// The same device is drained, and its rule goes as soon as the pod has left.
	drain := []string{"taint", name + "/dev-0", "--drain"}
	carryOut(t, drain...)
	carryOut(t, append(drain, "--clean-up")...)
	if _, err := kubectl(t.Context(), "", "get", "pod", "w", "--namespace="+name); err == nil {
		t.Error("the pod is still there")
	}
	if rules, err := kubectl(t.Context(), "", "get", "devicetaintrules", "--output=name"); err != nil || strings.Contains(string(rules), name) {
		t.Errorf("a rule is left: %s %v", rules, err)
	}
}

// The pod of a driver's DaemonSet is found and deleted, and the plan ends when another one is Ready.
func TestDriverIsRestarted(t *testing.T) {
	needClaimscope(t)
	alongside(t)
	const name = "restarted"
	hardware(t, name, 1)
	mustKubectl(t, fmt.Sprintf(`apiVersion: apps/v1
kind: DaemonSet
metadata: {name: %[1]s-dra-kubelet-plugin, namespace: %[1]s}
spec:
  selector: {matchLabels: {app: %[1]s}}
  template:
    metadata: {labels: {app: %[1]s}}
    spec:
      affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [%[1]s]}]}]}}}
      tolerations: [{operator: Exists}]
      containers: [{name: plugin, image: %[1]s-driver}]
`, name), "apply", "--filename=-")
	uid := func() (string, error) {
		out, err := kubectl(t.Context(), "", "get", "pods", "--namespace="+name, "--selector=app="+name,
			`--output=jsonpath={range .items[?(@.status.phase=="Running")]}{.metadata.uid}{end}`)
		if err == nil && len(out) == 0 {
			err = fmt.Errorf("the driver does not run yet")
		}
		return string(out), err
	}
	var before string
	if err := eventually(t.Context(), time.Minute, func() (err error) { before, err = uid(); return err }); err != nil {
		t.Fatal(err)
	}
	carryOut(t, "restart-driver", name)
	if after, err := uid(); err != nil || after == before {
		t.Errorf("the pod is %s, before %s: %v", after, before, err)
	}
}
