package quota

import (
	"encoding/json"
	"maps"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	corelisters "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/dynamic-resource-allocation/deviceclass/extendedresourcecache"
	"k8s.io/klog/v2/ktesting"
	"k8s.io/kubernetes/pkg/quota/v1/evaluator/core"
)

func number(name string, standard int64) int64 {
	if value, err := strconv.ParseInt(os.Getenv(name), 10, 64); err == nil {
		return value
	}
	return standard
}

// upstream counts the claim as the resource-quota admission plugin and controller do.
func upstream(t *testing.T, c Case) Usage {
	logger, _ := ktesting.NewTestContext(t)
	mapping := extendedresourcecache.NewExtendedResourceCache(logger)
	for _, class := range c.Classes {
		mapping.OnAdd(class, true)
	}
	indexer := cache.NewIndexer(cache.MetaNamespaceKeyFunc, cache.Indexers{cache.NamespaceIndex: cache.MetaNamespaceIndexFunc})
	if c.Pod != nil {
		if err := indexer.Add(c.Pod); err != nil {
			t.Fatal(err)
		}
	}
	lister := func(schema.GroupVersionResource) (cache.GenericLister, error) { return nil, nil }
	evaluator := core.NewResourceClaimEvaluator(lister, mapping, corelisters.NewPodLister(indexer), nil)
	list, err := evaluator.Usage(c.Claim)
	if err != nil {
		t.Fatalf("seed %d: %v", c.Seed, err)
	}
	out := Usage{}
	for name, quantity := range list {
		if !quantity.IsZero() {
			out[string(name)] = strconv.FormatInt(quantity.Value(), 10)
		}
	}
	return out
}

// TestRandom: every key of every claim counts the same. CLAIMSCOPE_QUOTAS and CLAIMSCOPE_SEED choose.
func TestRandom(t *testing.T) {
	if os.Getenv("CLAIMSCOPE") == "" {
		t.Skip("CLAIMSCOPE is not set")
	}
	seed, count := number("CLAIMSCOPE_SEED", time.Now().UnixNano()), number("CLAIMSCOPE_QUOTAS", 500)
	t.Logf("CLAIMSCOPE_SEED=%d CLAIMSCOPE_QUOTAS=%d", seed, count)
	var cases []Case
	for i := range count {
		cases = append(cases, NewCase(seed+i))
	}
	got, err := AskClaimscope(cases)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	differences := 0
	for i, c := range cases {
		wanted := upstream(t, c)
		for key := range wanted {
			switch {
			case strings.HasSuffix(key, corev1.ResourceClaimsPerClass):
				seen["class"]++
			case strings.HasPrefix(key, corev1.ResourceImplicitExtendedClaimsPerClass):
				seen["implicit"]++
			case strings.HasPrefix(key, "requests."):
				seen["extended"]++
			default:
				seen["claims"]++
			}
		}
		if c.Pod != nil {
			seen["of pods"]++
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
	// A generator whose claims all count alike proves nothing.
	if count >= 300 {
		for _, word := range []string{"class", "implicit", "extended", "claims", "of pods"} {
			if seen[word] < int(count)/20 {
				t.Errorf("%q came %d times in %d cases", word, seen[word], count)
			}
		}
	}
}
