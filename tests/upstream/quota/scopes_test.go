package quota

import (
	"encoding/json"
	"maps"
	"os"
	"strconv"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	quota "k8s.io/apiserver/pkg/quota/v1"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/dynamic-resource-allocation/deviceclass/extendedresourcecache"
	"k8s.io/klog/v2/ktesting"
	"k8s.io/kubernetes/pkg/quota/v1/evaluator/core"
	"k8s.io/utils/clock"
)

// counted is what the quota controller writes into status.used of the quota.
func counted(t *testing.T, c ScopeCase) Usage {
	logger, _ := ktesting.NewTestContext(t)
	pods := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	for _, pod := range c.Pods {
		if err := pods.Add(pod); err != nil {
			t.Fatal(err)
		}
	}
	claims := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	for _, claim := range c.Claims {
		if err := claims.Add(claim); err != nil {
			t.Fatal(err)
		}
	}
	lister := func(gvr schema.GroupVersionResource) (cache.GenericLister, error) {
		if gvr.Resource == "pods" {
			return cache.NewGenericLister(pods, gvr.GroupResource()), nil
		}
		return cache.NewGenericLister(claims, gvr.GroupResource()), nil
	}
	evaluators := []quota.Evaluator{
		core.NewPodEvaluator(lister, clock.RealClock{}),
		core.NewResourceClaimEvaluator(lister, extendedresourcecache.NewExtendedResourceCache(logger), corelisters.NewPodLister(pods), nil),
	}
	used := corev1.ResourceList{}
	for _, evaluator := range evaluators {
		stats, err := evaluator.UsageStats(quota.UsageStatsOptions{Namespace: "ns", Scopes: c.Quota.Spec.Scopes,
			Resources: quota.ResourceNames(c.Quota.Spec.Hard), ScopeSelector: c.Quota.Spec.ScopeSelector})
		if err != nil {
			t.Fatalf("seed %d: %v", c.Seed, err)
		}
		used = quota.Add(used, stats.Used)
	}
	out := Usage{}
	for name, quantity := range quota.Mask(used, quota.ResourceNames(c.Quota.Spec.Hard)) {
		if !quantity.IsZero() {
			out[string(name)] = strconv.FormatInt(quantity.Value(), 10)
		}
	}
	return out
}

// TestScopes: what a quota with scopes counts of pods and claims. CLAIMSCOPE_QUOTAS and CLAIMSCOPE_SEED choose.
func TestScopes(t *testing.T) {
	if os.Getenv("CLAIMSCOPE") == "" {
		t.Skip("CLAIMSCOPE is not set")
	}
	seed, count := number("CLAIMSCOPE_SEED", time.Now().UnixNano()), number("CLAIMSCOPE_QUOTAS", 500)
	t.Logf("CLAIMSCOPE_SEED=%d CLAIMSCOPE_QUOTAS=%d", seed, count)
	var cases []ScopeCase
	for i := range count {
		cases = append(cases, NewScopeCase(seed+i))
	}
	got, err := AskRecounts(cases)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	differences := 0
	for i, c := range cases {
		wanted := counted(t, c)
		switch scoped := len(c.Quota.Spec.Scopes) > 0 || c.Quota.Spec.ScopeSelector != nil; {
		case !scoped:
			seen["plain"]++
		case wanted["count/pods"] == "":
			seen["none in scope"]++
		case wanted["count/pods"] == strconv.Itoa(len(c.Pods)):
			seen["all in scope"]++
		default:
			seen["some in scope"]++
		}
		if maps.Equal(got[i], wanted) {
			continue
		}
		if differences++; differences <= 5 {
			text, _ := json.Marshal(c)
			t.Errorf("seed %d\nupstream   %v\nclaimscope %v\n%s", c.Seed, wanted, got[i], text)
		}
	}
	t.Logf("%d cases, %d differences: %v", len(cases), differences, seen)
	if count >= 300 {
		for _, word := range []string{"plain", "none in scope", "some in scope", "all in scope"} {
			if seen[word] < int(count)/20 {
				t.Errorf("%q came %d times in %d cases", word, seen[word], count)
			}
		}
	}
}
