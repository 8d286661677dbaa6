package cluster

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"claimscope.test/cluster/internal/control"
)

// turns keeps the number of control planes small: each costs 300 MB and some seconds of both cores to start.
var turns = make(chan struct{}, 2)

func takeTurns(t *testing.T) {
	t.Helper()
	turns <- struct{}{}
	t.Cleanup(func() { <-turns })
}

// A spare cluster is an apiserver with its etcd and nothing else: it may be broken, and nothing moves but what a test writes.
func spare(t *testing.T, options control.Options) *control.Cluster {
	t.Helper()
	needCluster(t)
	options.ServerOnly = true
	cluster, err := control.StartWith(t.Context(), t.TempDir(), shared.Bin, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cluster.Stop()
		select {
		case dead := <-cluster.Failed():
			t.Error(dead)
		default:
		}
	})
	return cluster
}

// seed makes `count` of every kind that matters, with a name of its own.
func seed(t *testing.T, cluster *control.Cluster, prefix string, count int) {
	t.Helper()
	for i := range count {
		name := fmt.Sprintf("%s-%d", prefix, i)
		for _, one := range []struct{ path, body string }{
			{"/api/v1/nodes", fmt.Sprintf(`{"apiVersion":"v1","kind":"Node","metadata":{"name":"%s"}}`, name)},
			{"/apis/resource.k8s.io/v1/resourceslices", fmt.Sprintf(stormSlice, name)},
			{"/apis/resource.k8s.io/v1/deviceclasses", fmt.Sprintf(`{"apiVersion":"resource.k8s.io/v1","kind":"DeviceClass","metadata":{"name":"%s"}}`, name)},
			{"/apis/resource.k8s.io/v1/namespaces/default/resourceclaims", fmt.Sprintf(stormClaim, name)},
			{"/apis/resource.k8s.io/v1/namespaces/default/resourceclaimtemplates", fmt.Sprintf(`{"apiVersion":"resource.k8s.io/v1","kind":"ResourceClaimTemplate","metadata":{"name":"%s"},"spec":{"spec":{"devices":{"requests":[{"name":"a","exactly":{"deviceClassName":"x"}}]}}}}`, name)},
			{"/api/v1/namespaces/default/pods", fmt.Sprintf(stormPod, name)},
		} {
			mustSend(t, cluster, http.MethodPost, one.path, one.body)
		}
	}
}

func mustSend(t *testing.T, cluster *control.Cluster, method, path, body string) []byte {
	t.Helper()
	client, err := cluster.Client()
	if err != nil {
		t.Fatal(err)
	}
	defer client.CloseIdleConnections()
	text, err := send(context.Background(), client, method, cluster.Server()+path, body)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
