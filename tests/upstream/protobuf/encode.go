package protobuf

import (
	"bytes"
	"fmt"
	"io"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// wire is one media type of an API server.
type wire struct {
	object runtime.Encoder // objects and lists, and what stands inside a watch event
	event  runtime.Encoder // the watch event around it
}

func newWire(mediaType string, k kind) wire {
	info, ok := runtime.SerializerInfoForMediaType(codecs.SupportedMediaTypes(), mediaType)
	if !ok {
		panic("no serializer for " + mediaType)
	}
	return wire{
		object: codecs.EncoderForVersion(info.Serializer, k.version),
		event:  codecs.EncoderForVersion(info.StreamSerializer.Serializer, k.version),
	}
}

func (w wire) encode(object runtime.Object) ([]byte, error) {
	var out bytes.Buffer
	err := w.object.Encode(object, &out)
	return out.Bytes(), err
}

// encodeEvent does what the watch handler of an API server does (apiserver pkg/endpoints/handlers/watch.go).
func (w wire) encodeEvent(kind string, object runtime.Object) ([]byte, error) {
	inner, err := w.encode(object)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	event := &metav1.WatchEvent{Type: kind, Object: runtime.RawExtension{Raw: inner}}
	err = w.event.Encode(event, &out)
	return out.Bytes(), err
}

// write sends one case to compare_protobuf.
func write(out io.Writer, k kind, form, name string, json, protobuf []byte) error {
	group := k.version.Group
	if group == "" {
		group = "core"
	}
	_, err := fmt.Fprintf(out, "%s/%s %s %s %d %d %s\n", group, k.version.Version, k.name, form, len(json), len(protobuf), name)
	if err == nil {
		_, err = out.Write(json)
	}
	if err == nil {
		_, err = out.Write(protobuf)
	}
	return err
}
