// Table: what `kubectl get` asks for: cells and the metadata of each object. Pods have their real columns, other kinds name and age.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/duration"
)

func column(name, columnType, format string, priority int32) metav1.TableColumnDefinition {
	return metav1.TableColumnDefinition{Name: name, Type: columnType, Format: format, Priority: priority}
}

func columnsOf(k kind) []metav1.TableColumnDefinition {
	columns := []metav1.TableColumnDefinition{column("Name", "string", "name", 0)}
	if k.resource != "pods" {
		return append(columns, column("Age", "string", "", 0))
	}
	return append(columns, column("Ready", "string", "", 0), column("Status", "string", "", 0), column("Restarts", "string", "", 0), column("Age", "string", "", 0),
		column("IP", "string", "", 1), column("Node", "string", "", 1), column("Nominated Node", "string", "", 1), column("Readiness Gates", "string", "", 1))
}

// The clock of the data set stands: ages are counted from the time the simulation shows.
var datasetNow = time.Date(2026, 11, 24, 9, 42, 18, 0, time.UTC)

func cellsOf(o object) string {
	age := duration.HumanDuration(datasetNow.Sub(o.GetCreationTimestamp().Time))
	cells := []any{o.GetName(), age}
	if pod, ok := o.(*corev1.Pod); ok {
		ready, restarts := 0, int32(0)
		for _, c := range pod.Status.ContainerStatuses {
			if c.Ready {
				ready++
			}
			restarts += c.RestartCount
		}
		orNone := func(text string) string {
			if text == "" {
				return "<none>"
			}
			return text
		}
		cells = []any{pod.Name, fmt.Sprintf("%d/%d", ready, len(pod.Spec.Containers)), string(pod.Status.Phase), fmt.Sprint(restarts), age,
			orNone(pod.Status.PodIP), orNone(pod.Spec.NodeName), "<none>", "<none>"}
	}
	encoded, err := json.Marshal(cells)
	if err != nil {
		panic(err)
	}
	return string(encoded)
}

func writeTable(w io.Writer, k kind, meta metav1.ListMeta, page []*entry) {
	about, _ := json.Marshal(meta)
	columns, _ := json.Marshal(columnsOf(k))
	buffer := append(make([]byte, 0, chunk+64<<10), `{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":`...)
	buffer = append(append(append(buffer, about...), `,"columnDefinitions":`...), columns...)
	buffer = append(buffer, `,"rows":[`...)
	for i, e := range page {
		if i > 0 {
			buffer = append(buffer, ',')
		}
		cells, metadata := e.cells, e.metadata
		item := e.append(nil, formatJSON)
		if e.template != nil {
			cells, metadata = `["`+e.name+`"]`, metadataLength(item)
		}
		buffer = append(append(buffer, `{"cells":`...), cells...)
		buffer = append(buffer, `,"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":`...)
		buffer = append(append(buffer, item[len(`{"metadata":`):][:metadata]...), "}}"...)
		if len(buffer) >= chunk {
			if _, err := w.Write(buffer); err != nil {
				return
			}
			buffer = buffer[:0]
		}
	}
	_, _ = w.Write(append(buffer, "]}\n"...))
}
