package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer/streaming"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes/scheme"
	restwatch "k8s.io/client-go/rest/watch"
)

func samplePods(n int) []corev1.Pod {
	var out []corev1.Pod
	for i := 0; i < n; i++ {
		pod := corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: fmt.Sprintf("worker-%d", i), Namespace: "ml", UID: uidOf(fmt.Sprint(i)), ResourceVersion: fmt.Sprint(48200000 + i),
			Labels: map[string]string{"app": "worker<&>"}, CreationTimestamp: metav1.NewTime(time.Unix(1795513338, 0))},
			Spec: corev1.PodSpec{NodeName: "node-1", Containers: []corev1.Container{{Name: "worker", Image: "registry/worker:1"}}}, Status: corev1.PodStatus{Phase: corev1.PodRunning}}
		dress(&pod)
		if err := manage(&pod, "v1", managersOf("pods")); err != nil {
			panic(err)
		}
		out = append(out, pod)
	}
	return out
}

func entriesOf(t *testing.T, pods []corev1.Pod) []*entry {
	t.Helper()
	var out []*entry
	for i := range pods {
		encoded, protobuf, err := encodeItem(pods[i].DeepCopy())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, &entry{namespace: pods[i].Namespace, name: pods[i].Name, uid: string(pods[i].UID), version: uint64(48200000 + i), json: encoded, protobuf: protobuf,
			metadata: metadataLength(encoded), cells: cellsOf(&pods[i])})
	}
	return out
}

func serializer(t *testing.T, mediaType string) runtime.SerializerInfo {
	t.Helper()
	info, ok := runtime.SerializerInfoForMediaType(scheme.Codecs.SupportedMediaTypes(), mediaType)
	if !ok {
		t.Fatal("no serializer for " + mediaType)
	}
	return info
}

func TestListsAreUpstreamsBytes(t *testing.T) {
	k, _ := kindNamed("pods")
	for f, mediaType := range map[format]string{formatJSON: runtime.ContentTypeJSON, formatProtobuf: runtime.ContentTypeProtobuf} {
		for _, n := range []int{0, 1, 300} {
			pods := samplePods(n)
			list := &corev1.PodList{ListMeta: listMeta(48463910, "next", 17), Items: pods}
			if n == 0 {
				list.Items = []corev1.Pod{}
			}
			var want, got bytes.Buffer
			encoder := scheme.Codecs.EncoderForVersion(serializer(t, mediaType).Serializer, corev1.SchemeGroupVersion)
			if err := encoder.Encode(list, &want); err != nil {
				t.Fatal(err)
			}
			writeList(&got, f, k, list.ListMeta, entriesOf(t, pods))
			if !bytes.Equal(got.Bytes(), want.Bytes()) {
				t.Errorf("%s, %d pods: the list differs from upstream's:\n%.300q\n%.300q", mediaType, n, got.Bytes(), want.Bytes())
			}
		}
	}
}

func TestWatchEventsAreUpstreamsBytes(t *testing.T) {
	k, _ := kindNamed("pods")
	for f, mediaType := range map[format]string{formatJSON: runtime.ContentTypeJSON, formatProtobuf: runtime.ContentTypeProtobuf} {
		info := serializer(t, mediaType)
		var want bytes.Buffer
		embedded := scheme.Codecs.EncoderForVersion(info.Serializer, corev1.SchemeGroupVersion)
		stream := streaming.NewEncoder(info.StreamSerializer.Framer.NewFrameWriter(&want), scheme.Codecs.EncoderForVersion(info.StreamSerializer.Serializer, schema.GroupVersion{Version: "v1"}))
		writer := restwatch.NewEncoder(stream, embedded)
		pods := samplePods(20)
		var got []byte
		for i, e := range entriesOf(t, pods) {
			if err := writer.Encode(&watch.Event{Type: watch.Modified, Object: &pods[i]}); err != nil {
				t.Fatal(err)
			}
			got = appendEvent(got, f, k, "MODIFIED", e.append(nil, f))
		}
		end := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{ResourceVersion: "48463910", Annotations: map[string]string{metav1.InitialEventsAnnotationKey: "true"}}}
		if err := writer.Encode(&watch.Event{Type: watch.Bookmark, Object: end}); err != nil {
			t.Fatal(err)
		}
		got = append(got, bookmarkEvent(f, k, 48463910, true)...)
		if !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s: the stream differs from upstream's:\n%.300q\n%.300q", mediaType, got, want.Bytes())
		}
	}
}

func TestTablesAreReadable(t *testing.T) {
	k, _ := kindNamed("pods")
	var got bytes.Buffer
	writeTable(&got, k, listMeta(48463910, "", 0), entriesOf(t, samplePods(3)))
	var table metav1.Table
	if err := json.Unmarshal(got.Bytes(), &table); err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 3 || table.Rows[2].Cells[0] != "worker-2" || len(table.Rows[2].Object.Raw) < 200 {
		t.Errorf("the table is read as %.200v", table)
	}
}

func TestTemplatesFillTheirSlots(t *testing.T) {
	k, _ := kindNamed("pods")
	pod := samplePods(1)[0]
	pod.Name, pod.UID = "replay-"+placeHolders[slotName], "a1a1a1a1-0001-4000-8000-0000000000a1"
	made, err := newTemplate(k, pod.DeepCopy(), slotPodUID, "replay-", "", true)
	if err != nil {
		t.Fatal(err)
	}
	e := made.entryOf(values{life: 42, version: 48500001, sent: 1795513338123})
	var read corev1.Pod
	if err := read.Unmarshal(e.append(nil, formatProtobuf)); err != nil {
		t.Fatal(err)
	}
	fromJSON, _, err := scheme.Codecs.UniversalDeserializer().Decode(appendObject(nil, formatJSON, k, e.append(nil, formatJSON)), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range []*corev1.Pod{&read, fromJSON.(*corev1.Pod)} {
		if got.Name != "replay-00000042" || got.ResourceVersion != "48500001" || got.Annotations[sentAnnotation] != "1795513338123" || string(got.UID) != e.uid || e.name != got.Name {
			t.Errorf("a slot is not filled: %s %s %s %s", got.Name, got.ResourceVersion, got.UID, got.Annotations[sentAnnotation])
		}
	}
}
