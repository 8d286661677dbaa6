// bench prints what one evaluation of a selector takes in upstream's code, in nanoseconds: name and number, one a line.
package main

import (
	"context"
	"fmt"
	"os"
	"testing"

	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	dracel "k8s.io/dynamic-resource-allocation/cel"
)

// The selectors and the device of tests/bench/cel/bench_cel.cpp.
var selectors = []struct{ name, expression string }{
	{"typical", `device.driver == "gpu.example.com" && device.attributes["gpu.example.com"].model == "H100" && ` +
		`device.capacity["gpu.example.com"].memory.compareTo(quantity("80Gi")) >= 0 && ` +
		`device.attributes["gpu.example.com"].driverVersion.isGreaterThan(semver("550.0.0"))`},
	{"evaluated", `device.attributes["gpu.example.com"].productName.lowerAscii().matches("h100|a100") && ` +
		`[0, 1, 2, 3].exists(i, device.attributes["gpu.example.com"].index == i)`},
}

func devices() []dracel.Device {
	text := func(value string) resourceapi.DeviceAttribute {
		return resourceapi.DeviceAttribute{StringValue: &value}
	}
	number := func(value int64) resourceapi.DeviceAttribute { return resourceapi.DeviceAttribute{IntValue: &value} }
	version := func(value string) resourceapi.DeviceAttribute {
		return resourceapi.DeviceAttribute{VersionValue: &value}
	}
	var out []dracel.Device
	for i := int64(0); i < 400; i++ {
		out = append(out, dracel.Device{
			Driver: "gpu.example.com",
			Attributes: map[resourceapi.QualifiedName]resourceapi.DeviceAttribute{
				"architecture": text("Hopper"), "brand": text("Nvidia"), "cudaComputeCapability": version("9.0.0"),
				"cudaDriverVersion": version("12.8.0"), "driverVersion": version("570.86.15"), "index": number(i % 8), "minor": number(i % 8),
				"model": text([]string{"H100", "A100", "L40S", "T4"}[i%4]), "pcieRoot": text(fmt.Sprintf("pci0000:%d", i%64)),
				"productName": text("NVIDIA H100 80GB HBM3"), "type": text("gpu"), "uuid": text(fmt.Sprintf("GPU-%d", i)),
			},
			Capacity: map[resourceapi.QualifiedName]resourceapi.DeviceCapacity{
				"memory": {Value: resource.MustParse([]string{"80Gi", "40Gi"}[i%2])}},
		})
	}
	return out
}

func main() {
	features := dracel.Features{EnableConsumableCapacity: true, EnableListTypeAttributes: true}
	fleet := devices()
	for _, selector := range selectors {
		compiled := dracel.GetCompiler(features).CompileCELExpression(selector.expression, dracel.Options{DisableCostEstimation: true})
		if compiled.Error != nil {
			fmt.Fprintln(os.Stderr, compiled.Error)
			os.Exit(1)
		}
		result := testing.Benchmark(func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				if _, _, err := compiled.DeviceMatches(context.Background(), fleet[i%len(fleet)]); err != nil {
					b.Fatal(err)
				}
			}
		})
		fmt.Printf("%s %d\n", selector.name, result.NsPerOp())
	}
}
