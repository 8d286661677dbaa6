// informers: the yardstick. A client-go program as controllers are written: typed shared informers over protobuf with WatchList, of all the
// kinds that Claimscope loads. Prints what it cost as JSON.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

var kinds = []schema.GroupVersionResource{
	{Version: "v1", Resource: "namespaces"}, {Version: "v1", Resource: "nodes"}, {Version: "v1", Resource: "pods"}, {Version: "v1", Resource: "events"}, {Version: "v1", Resource: "resourcequotas"},
	{Group: "apps", Version: "v1", Resource: "deployments"}, {Group: "apps", Version: "v1", Resource: "replicasets"}, {Group: "apps", Version: "v1", Resource: "statefulsets"},
	{Group: "apps", Version: "v1", Resource: "daemonsets"}, {Group: "batch", Version: "v1", Resource: "jobs"}, {Group: "policy", Version: "v1", Resource: "poddisruptionbudgets"},
	{Group: "resource.k8s.io", Version: "v1", Resource: "resourceslices"}, {Group: "resource.k8s.io", Version: "v1", Resource: "deviceclasses"},
	{Group: "resource.k8s.io", Version: "v1", Resource: "resourceclaims"}, {Group: "resource.k8s.io", Version: "v1", Resource: "resourceclaimtemplates"},
	{Group: "resource.k8s.io", Version: "v1beta2", Resource: "devicetaintrules"},
}

func cpuMs() int64 {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return (usage.Utime.Nano() + usage.Stime.Nano()) / 1e6
}

func statusNumber(name string) int64 {
	text, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(text), "\n") {
		if rest, found := strings.CutPrefix(line, name+":"); found {
			n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return n
		}
	}
	return 0
}

type measured struct {
	mutex     sync.Mutex
	events    int64
	staleness []int64
}

func (m *measured) seen(object any) {
	if gone, ok := object.(cache.DeletedFinalStateUnknown); ok {
		object = gone.Obj
	}
	about, err := meta.Accessor(object)
	if err != nil {
		return
	}
	now := time.Now().UnixMilli()
	sent, err := strconv.ParseInt(about.GetAnnotations()["claimscope.io/sent"], 10, 64)
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.events++
	if err == nil {
		m.staleness = append(m.staleness, now-sent)
	}
}

func run() error {
	path := flag.String("kubeconfig", "", "kubeconfig")
	wait := flag.Duration("for", 0, "go on watching until so long after the start")
	identity := flag.Bool("identity", false, "do not ask for gzip")
	asJSON := flag.Bool("json", false, "JSON instead of protobuf")
	flag.Parse()
	start := time.Now()
	config, err := clientcmd.BuildConfigFromFlags("", *path)
	if err != nil {
		return err
	}
	config.QPS, config.Burst = 200, 400
	config.DisableCompression = *identity
	if !*asJSON {
		config = protobuf(config)
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	m := &measured{}
	var all []cache.SharedIndexInformer
	for _, resource := range kinds {
		generic, err := factory.ForResource(resource)
		if err != nil {
			return err
		}
		informer := generic.Informer()
		if _, err := informer.AddEventHandler(cache.ResourceEventHandlerDetailedFuncs{
			AddFunc: func(o any, initial bool) {
				if !initial {
					m.seen(o)
				}
			},
			UpdateFunc: func(_, o any) { m.seen(o) }, DeleteFunc: m.seen,
		}); err != nil {
			return err
		}
		all = append(all, informer)
	}
	stop := make(chan struct{})
	factory.Start(stop)
	factory.WaitForCacheSync(stop)
	synced := time.Since(start).Milliseconds()
	syncedCPU := cpuMs()
	if *wait > 0 {
		time.Sleep(time.Until(start.Add(*wait)))
	}
	counts, objects := map[string]int{}, 0
	for i, informer := range all {
		counts[kinds[i].Resource] = len(informer.GetStore().ListKeys())
		objects += counts[kinds[i].Resource]
	}
	m.mutex.Lock()
	defer m.mutex.Unlock()
	out := map[string]any{"fullSyncMs": synced, "syncCpuMs": syncedCPU, "cpuMs": cpuMs(), "peakRssKiB": statusNumber("VmHWM"), "rssKiB": statusNumber("VmRSS"), "objects": objects, "counts": counts, "events": m.events,
		"wakeUps": statusNumber("voluntary_ctxt_switches")}
	if n := len(m.staleness); n > 0 {
		sort.Slice(m.staleness, func(i, j int) bool { return m.staleness[i] < m.staleness[j] })
		out["stalenessMs"] = map[string]any{"p50": m.staleness[n/2], "p99": m.staleness[n*99/100], "worst": m.staleness[n-1], "samples": n}
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

func protobuf(config *rest.Config) *rest.Config {
	out := rest.CopyConfig(config)
	out.AcceptContentTypes = "application/vnd.kubernetes.protobuf,application/json"
	out.ContentType = "application/vnd.kubernetes.protobuf"
	return out
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "informers:", err)
		os.Exit(1)
	}
}
