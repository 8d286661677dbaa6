package cluster

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"claimscope.test/cluster/internal/control"
)

// The parts of Kubernetes objects that the comparisons read.

type metadata struct {
	Namespace       string
	Name            string
	UID             string
	ResourceVersion string
	OwnerReferences []struct {
		Kind, Name, UID string
		Controller      bool
	}
}

type object struct {
	Kind     string
	Metadata metadata
}

type result struct {
	Request, Driver, Pool, Device, ShareID string
	AdminAccess                            bool
}

type claim struct {
	Metadata metadata
	Spec     struct {
		Devices struct{ Requests []request }
	}
	Status struct {
		Allocation *struct {
			Devices struct{ Results []result }
		}
		ReservedFor []struct{ Resource, Name, UID string }
	}
}

type request struct {
	Exactly        *struct{ DeviceClassName string }
	FirstAvailable []struct{ DeviceClassName string }
}

type slice struct {
	Metadata metadata
	Spec     struct {
		Driver, NodeName string
		Pool             struct {
			Name                           string
			Generation, ResourceSliceCount int64
		}
		Devices []device
	}
}

type device struct {
	Name             string
	Attributes       map[string]json.RawMessage
	Capacity         map[string]json.RawMessage
	Taints           []taint
	ConsumesCounters []json.RawMessage
}

type taint struct{ Key, Effect string }

// reportsBroken tells a taint by which the NVIDIA driver reports a broken device.
func (t taint) reportsBroken() bool {
	return t.Effect == "NoExecute" && strings.HasSuffix(t.Key, "/xid")
}

type pod struct {
	Metadata metadata
	Spec     struct {
		NodeName       string
		ResourceClaims []struct{ Name string }
	}
	Status struct{ Phase string }
}

type taintRule struct {
	Metadata metadata
	Spec     struct {
		DeviceSelector *struct{ Driver, Pool, Device *string }
		Taint          taint
	}
}

// kubectl runs as the administrator.
func kubectl(ctx context.Context, stdin string, arguments ...string) ([]byte, error) {
	return control.Kubectl{Cluster: shared, Kubeconfig: shared.Admin()}.Run(ctx, stdin, arguments...)
}

func mustKubectl(t *testing.T, stdin string, arguments ...string) []byte {
	t.Helper()
	out, err := kubectl(t.Context(), stdin, arguments...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// list reads all objects of one kind, or of several kinds separated by commas.
func list[T any](ctx context.Context, resource string) ([]T, error) {
	out, err := kubectl(ctx, "", "get", resource, "--all-namespaces", "--output=json")
	if err != nil {
		return nil, err
	}
	return decodeList[T](out)
}

func decodeList[T any](document []byte) ([]T, error) {
	var all struct{ Items []T }
	err := json.Unmarshal(document, &all)
	return all.Items, err
}

func mustList[T any](t *testing.T, resource string) []T {
	t.Helper()
	items, err := list[T](t.Context(), resource)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

func (m metadata) key() string { return m.Namespace + "/" + m.Name }

// claimStates reads the STATE column of `kubectl get resourceclaims -A` by its
// header, because STATE is computed by the server and is in no JSON.
func claimStates(table string) map[string]string {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	columns := map[string]int{}
	for i, name := range strings.Fields(lines[0]) {
		columns[name] = i
	}
	states := map[string]string{}
	for _, line := range lines[1:] {
		fields := strings.Fields(line)
		key := fields[columns["NAMESPACE"]] + "/" + fields[columns["NAME"]]
		states[key] = fields[columns["STATE"]]
	}
	return states
}
