package allocation

import (
	"fmt"
	"math/rand"

	corev1 "k8s.io/api/core/v1"
	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/dynamic-resource-allocation/structured"
)

// generator makes one random case. Names are few on purpose: things must meet.
type generator struct {
	*rand.Rand
	c       *Case
	tame    bool         // nothing is broken: most of these fit
	devices []heldDevice // everything published, for claims that hold something
}

type heldDevice struct {
	driver, pool string
	device       *resourceapi.Device
}

var (
	drivers  = []string{"a.example.com", "b.example.com"}
	poolKeys = []string{"node-1", "pool-x", "net"}
	models   = []string{"A", "B", "C"}
)

// NewCase makes the case of a seed.
func NewCase(seed int64) *Case {
	g := &generator{Rand: rand.New(rand.NewSource(seed)), c: &Case{ID: fmt.Sprint(seed)}}
	g.tame = g.chance(55)
	g.c.Features = g.features()
	g.c.Node = g.node()
	g.pools()
	g.classes()
	g.rules()
	g.holders()
	for i, count := 0, 1+g.few(3); i < count; i++ {
		g.c.Wanted = append(g.c.Wanted, g.claim(i))
	}
	return g.c
}

func (g *generator) chance(percent int) bool { return g.Intn(100) < percent }

// bad is a chance of something that usually ends the attempt.
func (g *generator) bad(percent int) bool { return g.chance(percent) && !g.tame }

// few is 0 … below-1, small numbers more often.
func (g *generator) few(below int) int { return min(g.Intn(below), g.Intn(below)) }

func pick[T any](g *generator, from []T) T { return from[g.Intn(len(from))] }

func (g *generator) features() structured.Features {
	all := structured.Features{AdminAccess: true, PrioritizedList: true, DeviceTaints: true, PartitionableDevices: true,
		ConsumableCapacity: true, DeviceBindingAndStatus: true, FractionalCapacityRange: true}
	switch {
	case g.chance(55):
		return all
	case g.chance(40):
		all.ListTypeAttributes = true
		all.CompatibilityGroups = g.chance(30)
		all.OptionalNodeOperations = g.chance(30)
		return all
	case g.chance(25): // the stable allocator
		return structured.Features{AdminAccess: g.chance(80), PrioritizedList: g.chance(80), DeviceTaints: g.chance(70),
			PartitionableDevices: g.chance(70)}
	}
	f := structured.Features{AdminAccess: g.chance(70), PrioritizedList: g.chance(70), DeviceTaints: g.chance(70),
		PartitionableDevices: g.chance(70), ConsumableCapacity: g.chance(60), DeviceBindingAndStatus: g.chance(60),
		ListTypeAttributes: g.chance(25)}
	f.FractionalCapacityRange = f.ConsumableCapacity && g.chance(70)
	f.CompatibilityGroups = f.PartitionableDevices && g.chance(15)
	f.OptionalNodeOperations = g.chance(15)
	return f
}

func (g *generator) node() *corev1.Node {
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "node-1", Labels: map[string]string{
		"zone": pick(g, []string{"z1", "z2"}), "gpu": "true", "rack": fmt.Sprint(g.Intn(4))}}}
	if g.chance(30) {
		node.Status.DeclaredFeatures = []string{"DRAOptionalNodeOperations"}
	}
	return node
}

func (g *generator) requirement() corev1.NodeSelectorRequirement {
	switch g.Intn(8) {
	case 0:
		return corev1.NodeSelectorRequirement{Key: "gpu", Operator: corev1.NodeSelectorOpExists}
	case 1:
		return corev1.NodeSelectorRequirement{Key: "cpu-only", Operator: corev1.NodeSelectorOpDoesNotExist}
	case 2:
		return corev1.NodeSelectorRequirement{Key: "rack", Operator: corev1.NodeSelectorOpGt, Values: []string{pick(g, []string{"0", "1", "2"})}}
	case 3:
		return corev1.NodeSelectorRequirement{Key: "rack", Operator: corev1.NodeSelectorOpLt, Values: []string{"3"}}
	case 4:
		return corev1.NodeSelectorRequirement{Key: "zone", Operator: corev1.NodeSelectorOpNotIn, Values: []string{pick(g, []string{"z2", "z3"})}}
	default:
		return corev1.NodeSelectorRequirement{Key: "zone", Operator: corev1.NodeSelectorOpIn, Values: []string{"z1", pick(g, []string{"z1", "z2"})}}
	}
}

func (g *generator) nodeSelector() *corev1.NodeSelector {
	var term corev1.NodeSelectorTerm
	for i, count := 0, 1+g.few(3); i < count; i++ {
		term.MatchExpressions = append(term.MatchExpressions, g.requirement())
	}
	if g.chance(15) {
		term.MatchFields = []corev1.NodeSelectorRequirement{{Key: "metadata.name", Operator: corev1.NodeSelectorOpIn,
			Values: []string{pick(g, []string{"node-1", "node-1", "node-2"})}}}
	}
	selector := &corev1.NodeSelector{NodeSelectorTerms: []corev1.NodeSelectorTerm{term}}
	switch {
	case g.bad(3):
		selector.NodeSelectorTerms = append(selector.NodeSelectorTerms, corev1.NodeSelectorTerm{MatchExpressions: []corev1.NodeSelectorRequirement{g.requirement()}})
	case g.bad(1):
		selector.NodeSelectorTerms[0].MatchExpressions[0].Operator = "Near"
	case g.bad(1):
		selector.NodeSelectorTerms = nil
	case g.bad(1):
		selector.NodeSelectorTerms[0].MatchExpressions[0].Values = []string{pick(g, []string{"not a label!", "-1", ""})}
	}
	return selector
}

// where gives a slice or device its place; the callbacks are the fields of either.
func (g *generator) where(nodeName **string, allNodes **bool, selector **corev1.NodeSelector) {
	switch n := g.Intn(100); {
	case n < 45:
		*nodeName = to("node-1")
	case n < 53:
		*nodeName = to("node-2")
	case n < 78:
		*allNodes = to(true)
	case n < 99:
		*selector = g.nodeSelector()
	}
}

func (g *generator) pools() {
	for _, driver := range drivers {
		for _, pool := range poolKeys {
			if g.chance(55) {
				g.pool(driver, pool)
			}
		}
	}
	g.Shuffle(len(g.c.Slices), func(i, j int) { g.c.Slices[i], g.c.Slices[j] = g.c.Slices[j], g.c.Slices[i] })
}

func (g *generator) pool(driver, pool string) {
	count := 1 + g.few(4)
	oneNode := g.chance(50)
	generation := int64(1 + g.Intn(2))
	var sets []resourceapi.CounterSet
	if g.chance(35) {
		sets = g.counterSets()
	}
	next := 0
	first := len(g.c.Slices)
	for i := 0; i < count; i++ {
		slice := &resourceapi.ResourceSlice{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("%s-%s-%d", driver[:1], pool, g.Intn(1000)*10+i)}}
		spec := &slice.Spec
		spec.Driver = driver
		spec.Pool = resourceapi.ResourcePool{Name: pool, Generation: generation, ResourceSliceCount: int64(count)}
		switch {
		case oneNode:
			spec.NodeName = to("node-1")
		case g.chance(15):
			spec.PerDeviceNodeSelection = to(true)
		default:
			g.where(&spec.NodeName, &spec.AllNodes, &spec.NodeSelector)
		}
		if sets != nil && i == 0 {
			spec.SharedCounters = sets
			if count == 1 || g.chance(5) { // one slice with both: no longer allowed, but old ones exist
				g.fill(slice, &next, sets)
			}
		} else {
			g.fill(slice, &next, sets)
		}
		if g.chance(2) {
			spec.SkipNodeOperations = []resourceapi.SkipNodeOperation{"*"}
		}
		g.c.Slices = append(g.c.Slices, slice)
	}
	made := g.c.Slices[first:]
	if g.tame {
		return
	}
	switch n := g.Intn(100); {
	case n < 4: // one slice is missing
		g.c.Slices = g.c.Slices[:len(g.c.Slices)-1]
	case n < 8: // a driver in the middle of replacing its slices
		made[g.Intn(len(made))].Spec.Pool.Generation++
	case n < 12: // old slices that were not deleted yet
		old := made[0].DeepCopy()
		old.Name += "-old"
		old.Spec.Pool.Generation--
		g.c.Slices = append(g.c.Slices, old)
	case n < 14: // slices disagree
		made[g.Intn(len(made))].Spec.Pool.ResourceSliceCount++
	case n < 15: // too many
		more := made[0].DeepCopy()
		more.Name += "-more"
		g.c.Slices = append(g.c.Slices, more)
	}
}

func (g *generator) fill(slice *resourceapi.ResourceSlice, next *int, sets []resourceapi.CounterSet) {
	count := g.Intn(6)
	if g.chance(1) {
		count = 34 // more than a claim may have
	}
	for i := 0; i < count; i++ {
		device := g.device(fmt.Sprintf("dev-%d", *next), slice, sets)
		if !g.bad(1) {
			*next++ // else the next device has the same name
		}
		slice.Spec.Devices = append(slice.Spec.Devices, device)
	}
	for i := range slice.Spec.Devices {
		g.devices = append(g.devices, heldDevice{slice.Spec.Driver, slice.Spec.Pool.Name, &slice.Spec.Devices[i]})
	}
}

func (g *generator) quantity(texts ...string) resource.Quantity {
	return resource.MustParse(pick(g, texts))
}

func (g *generator) rules() {
	for i, count := 0, g.few(3); i < count; i++ {
		rule := &resourceapi.DeviceTaintRule{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("rule-%d", i)}}
		rule.Spec.Taint = g.taint()
		if !g.chance(15) {
			rule.Spec.DeviceSelector = &resourceapi.DeviceTaintSelector{}
			if g.chance(60) {
				rule.Spec.DeviceSelector.Driver = to(pick(g, drivers))
			}
			if g.chance(50) {
				rule.Spec.DeviceSelector.Pool = to(pick(g, poolKeys))
			}
			if g.chance(60) {
				rule.Spec.DeviceSelector.Device = to(fmt.Sprintf("dev-%d", g.Intn(4)))
			}
		}
		g.c.Rules = append(g.c.Rules, rule)
	}
}

func (g *generator) taint() resourceapi.DeviceTaint {
	return resourceapi.DeviceTaint{
		Key:   pick(g, []string{"broken", "example.com/spare"}),
		Value: pick(g, []string{"", "yes", "no"}),
		Effect: pick(g, []resourceapi.DeviceTaintEffect{resourceapi.DeviceTaintEffectNoSchedule, resourceapi.DeviceTaintEffectNoExecute,
			resourceapi.DeviceTaintEffectNone, "Someday"}),
	}
}

func (g *generator) toleration() resourceapi.DeviceToleration {
	t := resourceapi.DeviceToleration{
		Key:      pick(g, []string{"broken", "example.com/spare", ""}),
		Operator: pick(g, []resourceapi.DeviceTolerationOperator{resourceapi.DeviceTolerationOpExists, resourceapi.DeviceTolerationOpEqual}),
		Effect:   pick(g, []resourceapi.DeviceTaintEffect{"", "", resourceapi.DeviceTaintEffectNoSchedule, resourceapi.DeviceTaintEffectNoExecute}),
	}
	if t.Operator == resourceapi.DeviceTolerationOpEqual {
		t.Value = pick(g, []string{"", "yes", "no"})
	}
	if t.Effect == resourceapi.DeviceTaintEffectNoExecute && g.chance(50) {
		t.TolerationSeconds = to[int64](int64(g.Intn(600)))
	}
	return t
}
