package cluster

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// storm writes claims, pods and slices all the time, whether the server is there or not.
type storm struct {
	cluster          *control.Cluster
	client           *http.Client
	done, failed     atomic.Int64
	stop             context.CancelFunc
	wait             sync.WaitGroup
	stopped          sync.Once
	firstRefusal     sync.Once
	firstRefusalText string
}

const (
	stormNamespace = "storm"
	stormWriters   = 4
	stormKept      = 6 // objects of a kind that a writer leaves alive
)

// number reads a whole number from the environment.
func fromEnvironment(name string, otherwise int) int {
	if value, err := strconv.Atoi(os.Getenv(name)); err == nil && value > 0 {
		return value
	}
	return otherwise
}

// startStorm ends, and takes everything away, with the test.
func startStorm(t *testing.T, cluster *control.Cluster) *storm {
	t.Helper()
	client, err := cluster.Client()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &storm{cluster: cluster, client: client, stop: cancel}
	s.write(ctx, http.MethodPost, "/api/v1/namespaces", `{"metadata":{"name":"`+stormNamespace+`"}}`)
	pause := time.Second * stormWriters / time.Duration(fromEnvironment("CLAIMSCOPE_WRITES", 40))
	for writer := range stormWriters {
		s.wait.Go(func() { s.run(ctx, writer, pause) })
	}
	t.Cleanup(func() {
		s.end()
		s.clean()
	})
	return s
}

// end stops the writers and says how many writes the server took.
func (s *storm) end() int64 {
	s.stopped.Do(func() {
		s.stop()
		s.wait.Wait()
	})
	return s.done.Load()
}

func (s *storm) clean() {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for _, path := range []string{"/api/v1/namespaces/" + stormNamespace + "/pods",
		"/apis/resource.k8s.io/v1/namespaces/" + stormNamespace + "/resourceclaims"} {
		s.write(ctx, http.MethodDelete, path+"?gracePeriodSeconds=0", "")
	}
	s.write(ctx, http.MethodDelete, "/apis/resource.k8s.io/v1/resourceslices?fieldSelector=spec.driver%3Dstorm.example.com", "")
}

func (s *storm) run(ctx context.Context, writer int, pause time.Duration) {
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for step := 0; ; step++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		// Seven writes a round: three objects made, two changed, two or three taken away.
		round := step / 7
		name, old := fmt.Sprintf("storm-%d-%d", writer, round), fmt.Sprintf("storm-%d-%d", writer, round-stormKept)
		claims := "/apis/resource.k8s.io/v1/namespaces/" + stormNamespace + "/resourceclaims"
		pods := "/api/v1/namespaces/" + stormNamespace + "/pods"
		slices := "/apis/resource.k8s.io/v1/resourceslices"
		label := fmt.Sprintf(`{"metadata":{"labels":{"step":"%d"}}}`, step)
		switch step % 7 {
		case 0:
			s.write(ctx, http.MethodPost, claims, fmt.Sprintf(stormClaim, name))
		case 1:
			s.write(ctx, http.MethodPost, pods, fmt.Sprintf(stormPod, name))
		case 2:
			s.write(ctx, http.MethodPost, slices, fmt.Sprintf(stormSlice, name))
		case 3:
			s.write(ctx, http.MethodPatch, claims+"/"+name, label)
		case 4:
			s.write(ctx, http.MethodPatch, slices+"/"+name, label)
		case 5:
			if round >= stormKept {
				s.write(ctx, http.MethodDelete, pods+"/"+old+"?gracePeriodSeconds=0", "")
			}
		case 6:
			if round >= stormKept {
				s.write(ctx, http.MethodDelete, claims+"/"+old, "")
				s.write(ctx, http.MethodDelete, slices+"/"+old, "")
			}
		}
	}
}

const (
	stormClaim = `{"apiVersion":"resource.k8s.io/v1","kind":"ResourceClaim","metadata":{"name":"%s"},"spec":{"devices":{"requests":[{"name":"cpus","exactly":{"deviceClassName":"cpu-compute-class"}}]}}}`
	stormPod   = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"%[1]s"},"spec":{"automountServiceAccountToken":false,"resourceClaims":[{"name":"cpus","resourceClaimName":"%[1]s"}],"containers":[{"name":"main","image":"busybox:1.36","resources":{"claims":[{"name":"cpus"}]}}]}}`
	stormSlice = `{"apiVersion":"resource.k8s.io/v1","kind":"ResourceSlice","metadata":{"name":"%[1]s"},"spec":{"driver":"storm.example.com","pool":{"name":"%[1]s","generation":1,"resourceSliceCount":1},"allNodes":true,"devices":[{"name":"a"},{"name":"b"}]}}`
)

func (s *storm) write(ctx context.Context, method, path, body string) {
	if _, err := send(ctx, s.client, method, s.cluster.Server()+path, body); err != nil {
		s.failed.Add(1)
		s.firstRefusal.Do(func() { s.firstRefusalText = err.Error() })
		return
	}
	s.done.Add(1)
}

// send makes one request; an answer that is not 2xx is an error with what the server said.
func send(ctx context.Context, client *http.Client, method, url, body string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader([]byte(body)))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	if method == http.MethodPatch {
		request.Header.Set("Content-Type", "application/merge-patch+json")
	}
	answer, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode/100 != 2 {
		return text, fmt.Errorf("%s %s: %s: %.300s", method, url, answer.Status, text)
	}
	return text, nil
}
