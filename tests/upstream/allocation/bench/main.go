// Command bench runs upstream's allocator over the objects that bench_allocation --dump wrote: one pod, node after node, as the
// scheduler does it. It prints a line a question: name, milliseconds of
// CPU time.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	resourceapi "k8s.io/api/resource/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/util/sets"
	"k8s.io/dynamic-resource-allocation/cel"
	"k8s.io/dynamic-resource-allocation/structured"
)

type world struct {
	nodes   []*corev1.Node
	slices  []*resourceapi.ResourceSlice
	classes []*resourceapi.DeviceClass
	claims  []*resourceapi.ResourceClaim
}

func (w *world) List() ([]*resourceapi.DeviceClass, error) { return w.classes, nil }

func (w *world) Get(name string) (*resourceapi.DeviceClass, error) {
	for _, class := range w.classes {
		if class.Name == name {
			return class, nil
		}
	}
	return nil, apierrors.NewNotFound(resourceapi.Resource("deviceclass"), name)
}

func read[T any](line []byte, list *[]*T) error {
	object := new(T)
	*list = append(*list, object)
	return json.Unmarshal(line, object)
}

func load(path string) (*world, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	w := &world{}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var head struct{ Kind string }
		if err := json.Unmarshal(lines.Bytes(), &head); err != nil {
			return nil, err
		}
		switch head.Kind {
		case "Node":
			err = read(lines.Bytes(), &w.nodes)
		case "ResourceSlice":
			err = read(lines.Bytes(), &w.slices)
		case "DeviceClass":
			err = read(lines.Bytes(), &w.classes)
		case "ResourceClaim":
			err = read(lines.Bytes(), &w.claims)
		}
		if err != nil {
			return nil, err
		}
	}
	return w, lines.Err()
}

// ask is one scheduling attempt; the state of devices and compiled selectors are kept between attempts, as in the scheduler.
func ask(w *world, state structured.AllocatedState, cache *cel.Cache, everyNode bool) (int, error) {
	ctx := context.Background()
	features := structured.Features{AdminAccess: true, PrioritizedList: true, DeviceTaints: true, PartitionableDevices: true,
		ConsumableCapacity: true, DeviceBindingAndStatus: true, FractionalCapacityRange: true}
	allocator, err := structured.NewAllocator(ctx, features, state, w, w.slices, cache)
	if err != nil {
		return 0, err
	}
	fits := 0
	for _, node := range w.nodes {
		result, err := allocator.Allocate(ctx, node, w.claims[len(w.claims)-1:])
		if err != nil {
			return 0, err
		}
		if result != nil {
			fits++
			if !everyNode {
				break
			}
		}
	}
	return fits, nil
}

// cpuTime is what this process has used: the garbage collector's share counts, other programs on the machine do not.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err) // cannot happen for the own process
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func run(path string, everyNode bool) (time.Duration, int, error) {
	w, err := load(path)
	if err != nil {
		return 0, 0, err
	}
	state := structured.AllocatedState{AllocatedDevices: sets.New[structured.DeviceID](),
		AllocatedSharedDeviceIDs: sets.New[structured.SharedDeviceID](), AggregatedCapacity: structured.NewConsumedCapacityCollection()}
	for _, claim := range w.claims[:len(w.claims)-1] {
		for _, result := range claim.Status.Allocation.Devices.Results {
			state.AllocatedDevices.Insert(structured.MakeDeviceID(result.Driver, result.Pool, result.Device))
		}
	}
	cache := cel.NewCache(10, cel.Features{EnableConsumableCapacity: true})
	var times []time.Duration
	fits := 0
	for start := cpuTime(); len(times) < 5 || (cpuTime()-start < time.Second && len(times) < 200); {
		began := cpuTime()
		if fits, err = ask(w, state, cache, everyNode); err != nil {
			return 0, 0, err
		}
		times = append(times, cpuTime()-began)
	}
	slices.Sort(times)
	return times[len(times)/2], fits, nil
}

func main() {
	for _, question := range []struct {
		name      string
		everyNode bool
	}{{"firstNodeFits", false}, {"allInUse", false}, {"selectorRejectsAll", false}, {"counters", true}, {"everyNode", true}} {
		median, fits, err := run(filepath.Join(os.Args[1], question.name+".jsonl"), question.everyNode)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Printf("%s %.3f %d\n", question.name, float64(median.Nanoseconds())/1e6, fits)
	}
}
