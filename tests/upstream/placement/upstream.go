package placement

import (
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/runtime"
	utilfeature "k8s.io/apiserver/pkg/util/feature"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes/fake"
	fwk "k8s.io/kube-scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/apis/config"
	"k8s.io/kubernetes/pkg/scheduler/backend/cache"
	"k8s.io/kubernetes/pkg/scheduler/framework"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/feature"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/interpodaffinity"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/nodeports"
	"k8s.io/kubernetes/pkg/scheduler/framework/plugins/podtopologyspread"
	frameworkruntime "k8s.io/kubernetes/pkg/scheduler/framework/runtime"
	"k8s.io/kubernetes/pkg/scheduler/metrics"
)

// Refusals of one node: which of the rules refuse it; of the three about affinity the first.
type Refusals struct {
	Ports, Spread bool
	Affinity      string // "", "affinity", "anti-affinity", "running"
}

type filter interface {
	fwk.PreFilterPlugin
	fwk.FilterPlugin
}

// AskScheduler runs the plugins of kube-scheduler on every node. `fast` is the gate InterPodAffinityHostnameFastPath.
func AskScheduler(ctx context.Context, c Case, fast bool) (map[string]Refusals, error) {
	metrics.Register() // the plugins count, and would find nothing to count with
	// The snapshot keeps a list for the plugin only where the gate itself is open.
	if err := utilfeature.DefaultMutableFeatureGate.Set(fmt.Sprintf("InterPodAffinityHostnameFastPath=%t", fast)); err != nil {
		return nil, err
	}
	features := feature.Features{EnableNodeInclusionPolicyInPodTopologySpread: true, EnableMatchLabelKeysInPodTopologySpread: true, EnableInterPodAffinityHostnameFastPath: fast}
	snapshot := cache.NewSnapshot(c.Pods, c.Nodes)
	var objects []runtime.Object
	for _, namespace := range c.Namespaces {
		objects = append(objects, namespace)
	}
	factory := informers.NewSharedInformerFactory(fake.NewClientset(objects...), 0)
	handle, err := frameworkruntime.NewFramework(ctx, nil, nil, frameworkruntime.WithSnapshotSharedLister(snapshot), frameworkruntime.WithInformerFactory(factory))
	if err != nil {
		return nil, err
	}
	var filters []filter
	for _, one := range []struct {
		make frameworkruntime.PluginFactory
		args runtime.Object
	}{
		{frameworkruntime.FactoryAdapter(features, nodeports.New), nil},
		{frameworkruntime.FactoryAdapter(features, podtopologyspread.New), &config.PodTopologySpreadArgs{DefaultingType: config.SystemDefaulting}},
		{frameworkruntime.FactoryAdapter(features, interpodaffinity.New), &config.InterPodAffinityArgs{}},
	} {
		plugin, err := one.make(ctx, one.args, handle)
		if err != nil {
			return nil, err
		}
		filters = append(filters, plugin.(filter))
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	nodes, err := snapshot.NodeInfos().List()
	if err != nil {
		return nil, err
	}
	out := map[string]Refusals{}
	for _, node := range nodes {
		out[node.Node().Name] = Refusals{}
	}
	for i, plugin := range filters {
		state := framework.NewCycleState()
		_, status := plugin.PreFilter(ctx, state, c.Asked, nodes)
		if status.IsSkip() {
			continue
		}
		if !status.IsSuccess() {
			return nil, fmt.Errorf("%s: %s", plugin.Name(), status.Message())
		}
		for _, node := range nodes {
			status := plugin.Filter(ctx, state, c.Asked, node)
			if status.IsSuccess() {
				continue
			}
			if !status.IsRejected() {
				return nil, fmt.Errorf("%s: %s", plugin.Name(), status.Message())
			}
			refusals := out[node.Node().Name]
			switch {
			case i == 0:
				refusals.Ports = true
			case i == 1:
				refusals.Spread = true
			default:
				refusals.Affinity = map[string]string{
					interpodaffinity.ErrReasonAffinityRulesNotMatch:             "affinity",
					interpodaffinity.ErrReasonAntiAffinityRulesNotMatch:         "anti-affinity",
					interpodaffinity.ErrReasonExistingAntiAffinityRulesNotMatch: "running",
				}[status.Message()]
			}
			out[node.Node().Name] = refusals
		}
	}
	return out, nil
}
