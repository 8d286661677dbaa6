package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// dict is an API object, or a part of one.
type dict = map[string]any

func (a api) send(method, path string, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequest(method, shared.Server()+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := a.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= 300 {
		text, _ := io.ReadAll(io.LimitReader(response.Body, 1000))
		return fmt.Errorf("%s %s: %s %s", method, path, response.Status, text)
	}
	return nil
}

func (a api) post(path string, object any) error { return a.send(http.MethodPost, path, object) }
func (a api) remove(path string) error           { return a.send(http.MethodDelete, path, dict{}) }

const draPath = "/apis/resource.k8s.io/v1/"

func (w *randomWorld) path(resource string) string {
	return draPath + "namespaces/" + w.name + "/" + resource
}

func typed(kind, version, name string, spec dict) dict {
	return dict{"apiVersion": version, "kind": kind, "metadata": dict{"name": name}, "spec": spec}
}

// build makes namespace, class, slices and node; the scheduler knows them all before the first pod.
func (w *randomWorld) build(ctx context.Context) error {
	node := typed("Node", "v1", w.name, dict{})
	node["metadata"] = dict{"name": w.name, "labels": dict{"kubernetes.io/hostname": w.name},
		"annotations": dict{"kwok.x-k8s.io/node": "fake"}}
	room := dict{"cpu": "32", "memory": "64Gi", "pods": "110"}
	node["status"] = dict{"allocatable": room, "capacity": room}
	class := typed("DeviceClass", "resource.k8s.io/v1", w.name,
		dict{"selectors": []any{cel(fmt.Sprintf("device.driver == %q", w.driver))}})
	w.fixed = append([]any{node, class}, w.randomSlices()...)
	if err := w.see.post("/api/v1/namespaces", typed("Namespace", "v1", w.name, dict{})); err != nil {
		return err
	}
	if err := w.see.post(draPath+"deviceclasses", class); err != nil {
		return err
	}
	for _, slice := range w.fixed[2:] {
		if err := w.see.post(draPath+"resourceslices", slice); err != nil {
			return err
		}
	}
	if err := w.see.post("/api/v1/nodes", node); err != nil {
		return err
	}
	return eventually(ctx, 30*time.Second, func() error {
		var account, n any
		if err := w.see.get("/api/v1/namespaces/"+w.name+"/serviceaccounts/default", &account); err != nil {
			return err
		}
		return w.see.get("/api/v1/nodes/"+w.name, &n)
	})
}

func (w *randomWorld) chance(percent int) bool { return w.random.IntN(100) < percent }

func pick[T any](w *randomWorld, values ...T) T { return values[w.random.IntN(len(values))] }

func cel(expression string) dict { return dict{"cel": dict{"expression": expression}} }

// randomSlices are two pools of ordinary and shared devices, sometimes one of partitions, sometimes an unusable one.
func (w *randomWorld) randomSlices() []any {
	var all []any
	add := func(pool string, count int, spec dict) {
		spec["driver"], spec["nodeName"] = w.driver, w.name
		spec["pool"] = dict{"name": pool, "generation": 1, "resourceSliceCount": count}
		all = append(all, typed("ResourceSlice", "resource.k8s.io/v1", fmt.Sprintf("%s-%d", w.name, len(all)), spec))
	}
	for _, pool := range []string{"a", "b"} {
		var devices []any
		for i := range 3 + w.random.IntN(4) {
			devices = append(devices, w.randomDevice(fmt.Sprintf("%s%d", pool, i)))
		}
		add(w.name+"-"+pool, 1, dict{"devices": devices})
	}
	if w.chance(60) {
		var devices []any
		for i := range 5 {
			part := w.randomDevice(fmt.Sprintf("part%d", i))
			part["consumesCounters"] = []any{dict{"counterSet": "set", "counters": dict{
				"memory": dict{"value": pick(w, "10Gi", "20Gi", "30Gi")}, "slots": dict{"value": pick(w, "1", "2")}}}}
			devices = append(devices, part)
		}
		add(w.name+"-parts", 2, dict{"devices": devices})
		add(w.name+"-parts", 2, dict{"sharedCounters": []any{dict{"name": "set", "counters": dict{
			"memory": dict{"value": "50Gi"}, "slots": dict{"value": "4"}}}}})
	}
	if w.chance(20) {
		add(w.name+"-incomplete", 2, dict{"devices": []any{w.randomDevice("late")}})
	}
	return all
}

func (w *randomWorld) randomDevice(name string) dict {
	device := dict{"name": name, "attributes": dict{"model": dict{"string": pick(w, "small", "large")}, "numa": dict{"int": w.random.IntN(2)}},
		"capacity": dict{"memory": dict{"value": pick(w, "20Gi", "40Gi", "80Gi")}}}
	if w.chance(30) {
		device["allowMultipleAllocations"] = true
		if w.chance(60) {
			device["capacity"] = dict{"memory": dict{"value": "80Gi", "requestPolicy": dict{"default": "10Gi", "validRange": dict{"min": "10Gi", "step": "10Gi"}}}}
		}
	}
	if w.chance(15) {
		device["taints"] = []any{pick(w, dict{"key": "example.com/worn", "effect": "NoSchedule"},
			dict{"key": "example.com/broken", "effect": "NoExecute"}, dict{"key": "example.com/noted", "effect": "None"})}
	}
	if w.chance(80) {
		device["attributes"].(dict)["fast"] = dict{"bool": w.chance(50)}
	}
	return device
}

// randomClaim has one to three requests and sometimes a constraint over them.
func (w *randomWorld) randomClaim(name string) dict {
	var requests, names []any
	for i := range pick(w, 1, 1, 1, 2, 3) {
		request := dict{"name": fmt.Sprintf("r%d", i)}
		names = append(names, request["name"])
		if w.chance(20) {
			var list []any
			for j := range 1 + w.random.IntN(3) {
				one := w.randomRequest()
				one["name"] = fmt.Sprintf("s%d", j)
				list = append(list, one)
			}
			request["firstAvailable"] = list
		} else {
			request["exactly"] = w.randomRequest()
		}
		requests = append(requests, request)
	}
	devices := dict{"requests": requests}
	if w.chance(30) {
		kind := pick(w, "matchAttribute", "matchAttribute", "distinctAttribute")
		devices["constraints"] = []any{dict{"requests": names, kind: w.driver + "/" + pick(w, "numa", "model", "fast")}}
	}
	return typed("ResourceClaim", "resource.k8s.io/v1", name, dict{"devices": devices})
}

func (w *randomWorld) randomRequest() dict {
	request := dict{"deviceClassName": w.name, "count": pick(w, 1, 1, 1, 2, 3)}
	if w.chance(10) {
		request["allocationMode"] = "All"
		delete(request, "count")
	}
	attribute := fmt.Sprintf("device.attributes[%q]", w.driver)
	if w.chance(60) {
		request["selectors"] = []any{cel(pick(w,
			attribute+`.model == "large"`, attribute+`.model in ["small", "tiny"]`, attribute+`.numa == 1`,
			attribute+`.?fast.orValue(false)`, attribute+`.numa < 1 || `+attribute+`.fast`,
			fmt.Sprintf(`device.capacity[%q].memory.compareTo(quantity("40Gi")) >= 0`, w.driver), `!device.allowMultipleAllocations`))}
	}
	if w.chance(25) {
		request["capacity"] = dict{"requests": dict{"memory": pick(w, "5Gi", "15Gi", "40Gi", "90Gi")}}
	}
	if w.chance(25) {
		// Without its effect a toleration of NoExecute is enough for the scheduler and not for the controller that evicts.
		request["tolerations"] = []any{pick(w, dict{"key": "example.com/worn", "operator": "Exists"},
			dict{"key": "example.com/broken", "operator": "Exists", "effect": "NoExecute"})}
	}
	return request
}

func (w *randomWorld) pod(name string, claims []string) dict {
	var entries, used []any
	for i, key := range claims {
		entry := fmt.Sprintf("e%d", i)
		entries = append(entries, dict{"name": entry, "resourceClaimName": key[len(w.name)+1:]})
		used = append(used, dict{"name": entry})
	}
	return typed("Pod", "v1", name, dict{"resourceClaims": entries,
		"nodeSelector": dict{"kubernetes.io/hostname": w.name},
		"containers":   []any{dict{"name": "main", "image": "busybox:1.36", "resources": dict{"claims": used}}}})
}
