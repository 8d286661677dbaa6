package cel

import (
	"encoding/json"
	"math"

	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

func pointer[T any](value T) *T { return &value }

// fill gives the device attributes and capacity.
func (g *generator) fill(out *Device) {
	out.Attributes = map[string]resourceapi.DeviceAttribute{}
	out.Capacity = map[string]resourceapi.DeviceCapacity{}
	set := func(percent int, name string, value resourceapi.DeviceAttribute) {
		if g.chance(percent) {
			out.Attributes[name] = value
		}
	}
	prefix := pick(g, "", "", "", "gpu.example.com/", "other.example.com/")
	set(80, prefix+"model", resourceapi.DeviceAttribute{StringValue: pointer(pick(g, "H100", "A100", "", "héllo", "日本語", "a,b,c"))})
	set(80, prefix+"index", resourceapi.DeviceAttribute{IntValue: pointer(pick[int64](g, 0, 1, 3, -1, 7))})
	set(70, prefix+"healthy", resourceapi.DeviceAttribute{BoolValue: pointer(g.chance(50))})
	version := pick(g, "1.2.3", "1.2.4", "550.54.15", "2.0.0-alpha.1", "1.0.0+a")
	if g.chance(2) {
		version = pick(g, "1.2", "", "v1.2.3", "01.0.0")
	}
	set(70, prefix+"driverVersion", resourceapi.DeviceAttribute{VersionValue: pointer(version)})
	set(30, prefix+"names", resourceapi.DeviceAttribute{StringValues: pick(g, []string{"a", "b"}, []string{"b", "a", "b"}, []string{"héllo"})})
	set(30, prefix+"numbers", resourceapi.DeviceAttribute{IntValues: pick(g, []int64{1, 2, 3}, []int64{math.MinInt64, math.MaxInt64}, []int64{3, 1})})
	set(20, prefix+"flags", resourceapi.DeviceAttribute{BoolValues: []bool{true, false}})
	set(20, prefix+"versions", resourceapi.DeviceAttribute{VersionValues: []string{"1.2.3", "2.0.0-alpha"}})
	set(30, prefix+"huge", resourceapi.DeviceAttribute{IntValue: pointer(pick[int64](g, math.MaxInt64, math.MinInt64))})
	set(30, prefix+"uni", resourceapi.DeviceAttribute{StringValue: pointer("😀é\u0000x")})
	set(20, prefix+"url", resourceapi.DeviceAttribute{StringValue: pointer(g.urlText())})
	set(20, prefix+"addr", resourceapi.DeviceAttribute{StringValue: pointer(g.ipText())})
	capacity := func(percent int, name, text string) {
		if !g.chance(percent) {
			return
		}
		if value, err := resource.ParseQuantity(text); err == nil {
			out.Capacity[name] = resourceapi.DeviceCapacity{Value: value}
		}
	}
	capacity(80, prefix+"memory", pick(g, "80Gi", "1Gi", "0", "16Ei", "9223372036854775807", "1.5Gi"))
	capacity(60, prefix+"cores", pick(g, "1", "100m", "2.5", "1e3", "10000P"))
	capacity(40, prefix+"tiny", pick(g, "1n", "0.1n", "1u", "-1"))
	capacity(40, prefix+"wide", g.quantityText())
	// What the scheduler sees went through the API server: quantities in canonical form.
	if text, err := json.Marshal(out); err == nil {
		again := Device{}
		if json.Unmarshal(text, &again) == nil {
			*out = again
		}
	}
}
