// Encoding: the frames around objects that were encoded once, in JSON and in Kubernetes' protobuf. The tests compare each of them
// with upstream's serialisers byte for byte.
package main

import (
	"encoding/binary"
	"encoding/json"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

type format int

const (
	formatJSON format = iota
	formatProtobuf
	formatTable
)

var contentTypes = map[format]string{
	formatJSON:     "application/json",
	formatProtobuf: "application/vnd.kubernetes.protobuf",
	formatTable:    "application/json",
}

// encodeItem gives an object as it stands in a list: without kind and apiVersion in JSON, bare in protobuf.
func encodeItem(o object) (jsonBytes, protobuf []byte, err error) {
	o.GetObjectKind().SetGroupVersionKind(schema.GroupVersionKind{})
	if jsonBytes, err = json.Marshal(o); err != nil {
		return nil, nil, err
	}
	protobuf, err = o.Marshal()
	return jsonBytes, protobuf, err
}

var protobufMagic = []byte{'k', '8', 's', 0}

func appendTag(to []byte, field, wire int) []byte {
	return binary.AppendUvarint(to, uint64(field<<3|wire))
}

func appendBytesField(to []byte, field int, value []byte) []byte {
	to = binary.AppendUvarint(appendTag(to, field, 2), uint64(len(value)))
	return append(to, value...)
}

func uvarintSize(v int) int {
	n := 1
	for v >= 0x80 {
		v >>= 7
		n++
	}
	return n
}

// appendUnknownHead begins a runtime.Unknown of rawSize bytes; unknownTail ends it.
func appendUnknownHead(to []byte, apiVersion, kindName string, rawSize int) []byte {
	meta := appendBytesField(appendBytesField(nil, 1, []byte(apiVersion)), 2, []byte(kindName))
	to = append(to, protobufMagic...)
	to = appendBytesField(to, 1, meta)
	return binary.AppendUvarint(appendTag(to, 2, 2), uint64(rawSize))
}

// Empty contentEncoding and contentType are written too.
var unknownTail = []byte{0x1a, 0, 0x22, 0}

// appendObject gives one object as a GET answers it or a watch event holds it.
func appendObject(to []byte, f format, k kind, item []byte) []byte {
	if f == formatProtobuf {
		to = appendUnknownHead(to, k.apiVersion(), k.name, len(item))
		return append(append(to, item...), unknownTail...)
	}
	to = append(to, `{"kind":"`...)
	to = append(to, k.name...)
	to = append(to, `","apiVersion":"`...)
	to = append(to, k.apiVersion()...)
	to = append(to, '"')
	if len(item) > 2 {
		to = append(to, ',')
	}
	return append(to, item[1:]...)
}

// appendEvent gives one watch event with the frame that streams have: a line, or a length and a WatchEvent.
func appendEvent(to []byte, f format, k kind, eventType string, item []byte) []byte {
	if f != formatProtobuf {
		to = append(to, `{"type":"`...)
		to = append(to, eventType...)
		to = append(to, `","object":`...)
		return append(appendObject(to, f, k, item), '}', '\n')
	}
	head := appendUnknownHead(nil, k.apiVersion(), k.name, len(item))
	raw := len(head) + len(item) + len(unknownTail)
	extension := 1 + uvarintSize(raw) + raw
	event := 1 + 1 + len(eventType) + 1 + uvarintSize(extension) + extension
	to = binary.BigEndian.AppendUint32(to, uint32(event))
	to = appendBytesField(to, 1, []byte(eventType))
	to = binary.AppendUvarint(appendTag(to, 2, 2), uint64(extension))
	to = binary.AppendUvarint(appendTag(to, 1, 2), uint64(raw))
	return append(append(append(to, head...), item...), unknownTail...)
}

// bookmark gives the bare item of a bookmark: an empty object of the kind with a resourceVersion.
func bookmark(k kind, version uint64, initialEventsEnd bool) (jsonBytes, protobuf []byte) {
	o := k.make()
	o.SetResourceVersion(strconv.FormatUint(version, 10))
	if initialEventsEnd {
		o.SetAnnotations(map[string]string{metav1.InitialEventsAnnotationKey: "true"})
	}
	jsonBytes, protobuf, err := encodeItem(o)
	if err != nil {
		panic(err)
	}
	return jsonBytes, protobuf
}

// listMeta is what stands before the items of a list.
func listMeta(version uint64, next string, remaining int64) metav1.ListMeta {
	meta := metav1.ListMeta{ResourceVersion: strconv.FormatUint(version, 10), Continue: next}
	if next != "" {
		meta.RemainingItemCount = &remaining
	}
	return meta
}

// listFrame gives the bytes before and after the items. In JSON items are separated by commas; in protobuf each has a tag and a length.
func listFrame(f format, k kind, meta metav1.ListMeta, itemsSize int) (head, tail []byte) {
	if f == formatProtobuf {
		encoded, err := meta.Marshal()
		if err != nil {
			panic(err)
		}
		list := appendBytesField(nil, 1, encoded)
		head = appendUnknownHead(nil, k.apiVersion(), k.name+"List", len(list)+itemsSize)
		return append(head, list...), unknownTail
	}
	encoded, err := json.Marshal(meta)
	if err != nil {
		panic(err)
	}
	head = append(head, `{"kind":"`+k.name+`List","apiVersion":"`+k.apiVersion()+`","metadata":`...)
	return append(append(head, encoded...), `,"items":[`...), []byte("]}\n")
}

// statusBody is an error answer in JSON, which every client understands.
func statusBody(code int32, reason metav1.StatusReason, message string) []byte {
	status := metav1.Status{TypeMeta: metav1.TypeMeta{Kind: "Status", APIVersion: "v1"}, Status: "Failure", Message: message, Reason: reason, Code: code}
	body, err := json.Marshal(&status)
	if err != nil {
		panic(err)
	}
	return append(body, '\n')
}
