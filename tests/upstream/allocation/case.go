// Package allocation holds `claimscope allocate` against upstream's structured allocator on random clusters.
package allocation

import (
	"encoding/json"

	corev1 "k8s.io/api/core/v1"
	resourceapi "k8s.io/api/resource/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/dynamic-resource-allocation/structured"
)

// Case is one question to the allocator, in pieces that can be dropped one by one.
type Case struct {
	ID       string
	Node     *corev1.Node
	Slices   []*resourceapi.ResourceSlice
	Classes  []*resourceapi.DeviceClass
	Rules    []*resourceapi.DeviceTaintRule
	Others   []*resourceapi.ResourceClaim // hold devices
	Wanted   []*resourceapi.ResourceClaim // are to be allocated, in order
	Features structured.Features
}

type caseLine struct {
	ID       string          `json:"id"`
	Node     *corev1.Node    `json:"node"`
	Objects  []any           `json:"objects"`
	Claims   []string        `json:"claims"`
	Features map[string]bool `json:"features"`
}

func typeMeta(kind string) metav1.TypeMeta {
	return metav1.TypeMeta{APIVersion: "resource.k8s.io/v1", Kind: kind}
}

func claimName(claim *resourceapi.ResourceClaim) string {
	return claim.Namespace + "/" + claim.Name
}

// Line is the case as `claimscope allocate --cases` reads it.
func (c *Case) Line() ([]byte, error) {
	line := caseLine{ID: c.ID, Node: c.Node, Objects: []any{}, Claims: []string{}, Features: featureNames(c.Features)}
	for _, slice := range c.Slices {
		slice.TypeMeta = typeMeta("ResourceSlice")
		line.Objects = append(line.Objects, slice)
	}
	for _, class := range c.Classes {
		class.TypeMeta = typeMeta("DeviceClass")
		line.Objects = append(line.Objects, class)
	}
	for _, rule := range c.Rules {
		rule.TypeMeta = typeMeta("DeviceTaintRule")
		line.Objects = append(line.Objects, rule)
	}
	for _, claims := range [][]*resourceapi.ResourceClaim{c.Others, c.Wanted} {
		for _, claim := range claims {
			claim.TypeMeta = typeMeta("ResourceClaim")
			line.Objects = append(line.Objects, claim)
		}
	}
	for _, claim := range c.Wanted {
		line.Claims = append(line.Claims, claimName(claim))
	}
	return json.Marshal(line)
}

func featureNames(f structured.Features) map[string]bool {
	return map[string]bool{
		"adminAccess":             f.AdminAccess,
		"prioritizedList":         f.PrioritizedList,
		"deviceTaints":            f.DeviceTaints,
		"partitionableDevices":    f.PartitionableDevices,
		"consumableCapacity":      f.ConsumableCapacity,
		"deviceBindingAndStatus":  f.DeviceBindingAndStatus,
		"listTypeAttributes":      f.ListTypeAttributes,
		"fractionalCapacityRange": f.FractionalCapacityRange,
		"compatibilityGroups":     f.CompatibilityGroups,
		"optionalNodeOperations":  f.OptionalNodeOperations,
	}
}

func to[T any](value T) *T { return &value }

func orElse[T any](pointer *T, otherwise T) T {
	if pointer == nil {
		return otherwise
	}
	return *pointer
}
