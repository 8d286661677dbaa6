package protobuf

import (
	"fmt"
	"math/rand"
	"time"

	corev1 "k8s.io/api/core/v1"
	resourcev1 "k8s.io/api/resource/v1"
	resourcev1beta1 "k8s.io/api/resource/v1beta1"
	resourcev1beta2 "k8s.io/api/resource/v1beta2"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/randfill"
)

// filler makes random objects: any field may be there or not, texts are any bytes, and what decoders look at has the words they know
// often enough.
func filler(seed int64) *randfill.Filler {
	return randfill.New().RandSource(rand.NewSource(seed)).NilChance(0.35).NumElements(0, 3).Funcs(
		func(out *string, c randfill.Continue) { *out = text(c) },
		func(out *metav1.Time, c randfill.Continue) { *out = metav1.NewTime(moment(c)) },
		func(out *metav1.MicroTime, c randfill.Continue) { *out = metav1.NewMicroTime(moment(c)) },
		func(out *resource.Quantity, c randfill.Continue) { *out = quantity(c) },
		func(out *intstr.IntOrString, c randfill.Continue) {
			*out = intstr.FromInt32(c.Int31())
			if c.Bool() {
				*out = intstr.FromString(text(c))
			}
		},
		func(out *runtime.RawExtension, c randfill.Continue) { *out = runtime.RawExtension{Raw: rawJSON(c)} },
		func(out *metav1.TypeMeta, _ randfill.Continue) {},
		func(out *metav1.FieldsV1, c randfill.Continue) { out.Raw = []byte(pick(c, fieldSets...)) },
		func(out *metav1.ManagedFieldsEntry, c randfill.Continue) {
			c.FillNoCustom(out)
			out.Manager = pick(c, "kube-scheduler", "kubelet", out.Manager)
			out.Subresource = pick(c, "status", "", out.Subresource)
		},
		func(out *types.UID, c randfill.Continue) {
			*out = types.UID(pick(c, fmt.Sprintf("%08x-0000-4000-8000-%012x", c.Uint32(), c.Int63n(1<<48)), text(c)))
		},
		func(out *metav1.ListMeta, c randfill.Continue) {
			c.FillNoCustom(out)
			out.ResourceVersion = pick(c, fmt.Sprint(c.Uint32()), out.ResourceVersion)
		},
		word[corev1.TolerationOperator]("Exists", "Equal", ""),
		word[corev1.TaintEffect]("NoSchedule", "NoExecute", ""),
		word[corev1.NodeSelectorOperator]("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
		word[metav1.LabelSelectorOperator]("In", "NotIn", "Exists", "DoesNotExist"),
		word[corev1.ContainerRestartPolicy]("Always", "OnFailure"),
		word[corev1.ConditionStatus]("True", "False", "Unknown"),
		func(out *corev1.ResourceStatus, c randfill.Continue) {
			c.FillNoCustom(out)
			out.Name = corev1.ResourceName(pick(c, "claim:gpu", "claim:", "claim:gpu/first", "example.com/gpu"))
		},
		word[resourcev1.DeviceAllocationMode]("ExactCount", "All", "", "Some"),
		word[resourcev1beta1.DeviceAllocationMode]("ExactCount", "All", "", "Some"),
		word[resourcev1beta2.DeviceAllocationMode]("ExactCount", "All", "", "Some"),
		word[resourcev1.DeviceTolerationOperator]("Exists", "Equal", ""),
		word[resourcev1beta1.DeviceTolerationOperator]("Exists", "Equal", ""),
		word[resourcev1beta2.DeviceTolerationOperator]("Exists", "Equal", ""),
		named[resourcev1.Counter], named[resourcev1beta1.Counter], named[resourcev1beta2.Counter],
		func(out *int64, c randfill.Continue) { *out = pick(c, 0, 1, -1, c.Int63(), -c.Int63()) },
		func(out *int32, c randfill.Continue) { *out = pick(c, 0, 1, -1, c.Int31(), -c.Int31()) },
	)
}

var fieldSets = []string{
	`{}`, `{"f:status":{"f:allocation":{".":{},"f:devices":{}}}}`, `{"f:status":{"f:reservedFor":{"f:allocation":{}}}}`,
	`{"f:metadata":{"f:annotations":{"f:allocation":{}}}}`, `{"f:metadata":{},"f:status":{"f:devices":{},"f:allocation":{}}}`,
	`{ "f:status" : { "f:allocation" : { } } }`, `{"f:status":{"k:{\"name\":\"f:allocation\"}":{}}}`,
}

func word[T ~string](words ...T) func(*T, randfill.Continue) {
	return func(out *T, c randfill.Continue) {
		*out = pick(c, words...)
		if c.Intn(20) == 0 {
			*out = T(text(c))
		}
	}
}

// named fills a map whose order counts: its keys are validated upstream, so that none is broken text.
func named[T any](out *map[string]T, c randfill.Continue) {
	*out = map[string]T{}
	for n := c.Intn(4); n > 0; n-- {
		var value T
		c.Fill(&value)
		(*out)[fmt.Sprintf("counter-%d", c.Intn(9))] = value
	}
}

func pick[T any](c randfill.Continue, from ...T) T { return from[c.Intn(len(from))] }

// text is a short word, any characters, or bytes that are no UTF-8, which JSON replaces.
func text(c randfill.Continue) string {
	switch c.Intn(12) {
	case 0:
		return ""
	case 1:
		return c.String(0)
	case 2:
		return "<a&b>\u2028\"\\\n\t\x00é漢😀"
	case 3:
		raw := make([]byte, c.Intn(12))
		c.Read(raw)
		return string(raw)
	case 4:
		return pick(c, "resource.kubernetes.io/pod-claim-name", "kubernetes.io/config.mirror", "kwok.x-k8s.io/node")
	default:
		return fmt.Sprintf("%s-%d", pick(c, "gpu", "node", "trainer", "gpu.example.com", "memory"), c.Intn(1000))
	}
}

func moment(c randfill.Continue) time.Time {
	switch c.Intn(6) {
	case 0:
		return time.Time{}
	case 1:
		return time.Unix(0, 0)
	case 2:
		return time.Unix(-c.Int63n(1<<35), c.Int63n(1e9))
	default:
		return time.Unix(c.Int63n(1<<37), c.Int63n(1e9))
	}
}

func quantity(c randfill.Continue) resource.Quantity {
	if c.Intn(8) == 0 {
		return resource.Quantity{}
	}
	number := fmt.Sprint(c.Int63n(pick(c, int64(10), 5000, 1<<60)))
	suffix := pick(c, "", "", "m", "k", "Mi", "Gi", "e3", "u", "n", "E")
	return resource.MustParse(pick(c, "", "", "-") + number + suffix)
}

func rawJSON(c randfill.Continue) []byte {
	if c.Intn(8) == 0 {
		return nil
	}
	return []byte(pick(c, "null", `{}`, `{"a":1}`, "{ \"kind\" : \"Config\",\n\t\"text\": \"a b <c> & \\\"d\\\" \u2028\" }", `"text"`, `[1, 2 ,3]`,
		`{"nested":{"deep":[{"a":[[[]]]}]}}`))
}
