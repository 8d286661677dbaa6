// Build: reads a cluster from an API server once, takes the part a scale asks for, dresses and encodes it, and writes it to a folder.
package main

import (
	"bufio"
	"crypto/tls"
	"encoding/gob"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/scheme"
)

// record is one object's place in the blobs of its kind.
type record struct {
	Namespace, Name, UID string
	Version              uint64
	JSON, Protobuf       int    // lengths
	Metadata             int    // length of the metadata object in the JSON, which comes first
	Cells                string // of a Table row, JSON
}

type source struct {
	url, token string
	client     *http.Client
}

func newSource(address, token string) *source {
	// The source is our own simulation on 127.0.0.1, its certificate is of no use to anybody.
	return &source{address, token, &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}}
}

func (s *source) get(path string) ([]byte, error) {
	request, err := http.NewRequest("GET", s.url+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+s.token)
	answer, err := s.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %.200s", path, answer.Status, body)
	}
	return body, err
}

// each calls fn with every object of a kind, in the order of the server.
func (s *source) each(k kind, fn func(object) error) (version string, err error) {
	next := ""
	for {
		body, err := s.get(k.path() + "?limit=2000&continue=" + url.QueryEscape(next))
		if err != nil {
			return "", err
		}
		list, _, err := scheme.Codecs.UniversalDeserializer().Decode(body, nil, nil)
		if err != nil {
			return "", err
		}
		if err := meta.EachListItem(list, func(o runtime.Object) error { return fn(o.(object)) }); err != nil {
			return "", err
		}
		about, err := meta.ListAccessor(list)
		if err != nil {
			return "", err
		}
		if next = about.GetContinue(); next == "" {
			return about.GetResourceVersion(), nil
		}
	}
}

// blobs writes one kind.
type blobs struct {
	json, protobuf *bufio.Writer
	files          []*os.File
	records        []record
}

func createBlobs(folder, resource string) (*blobs, error) {
	b := &blobs{}
	for _, suffix := range []string{".json", ".pb"} {
		file, err := os.Create(filepath.Join(folder, resource+suffix))
		if err != nil {
			return nil, err
		}
		b.files = append(b.files, file)
	}
	b.json, b.protobuf = bufio.NewWriterSize(b.files[0], 1<<20), bufio.NewWriterSize(b.files[1], 1<<20)
	return b, nil
}

func (b *blobs) add(o object) error {
	encoded, protobuf, err := encodeItem(o)
	if err != nil {
		return err
	}
	version, err := strconv.ParseUint(o.GetResourceVersion(), 10, 64)
	if err != nil {
		return err
	}
	b.records = append(b.records, record{o.GetNamespace(), o.GetName(), string(o.GetUID()), version, len(encoded), len(protobuf), metadataLength(encoded), cellsOf(o)})
	if _, err := b.json.Write(encoded); err != nil {
		return err
	}
	_, err = b.protobuf.Write(protobuf)
	return err
}

func (b *blobs) close(folder, resource string) error {
	index, err := os.Create(filepath.Join(folder, resource+".index"))
	if err != nil {
		return err
	}
	writer := bufio.NewWriterSize(index, 1<<20)
	err = gob.NewEncoder(writer).Encode(b.records)
	for _, flush := range []*bufio.Writer{b.json, b.protobuf, writer} {
		if failed := flush.Flush(); err == nil {
			err = failed
		}
	}
	for _, file := range append(b.files, index) {
		if failed := file.Close(); err == nil {
			err = failed
		}
	}
	return err
}

// uidOf gives a name a uid, the same in every run.
func uidOf(text string) types.UID {
	a, b := hashOf(text), hashOf(text+"#")
	return types.UID(fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", uint32(a>>32), uint16(a>>16), uint16(a)&0xfff, uint16(b>>48)&0xfff, b&0xffffffffffff))
}

// build fills the folder. A scale takes a part of the cluster; nil takes all of it as it is, without dress (for a real server).
func build(from *source, scale *scale, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var highest uint64
	var events []*corev1.Event
	for _, k := range kinds {
		out, err := createBlobs(folder, k.resource)
		if err != nil {
			return err
		}
		version, err := from.each(k, func(o object) error {
			if scale != nil {
				if !scale.wants(k, o) {
					return nil
				}
				if k.resource == "pods" {
					events = append(events, scale.eventsOf(o.(*corev1.Pod))...)
				}
				dress(o)
				if err := manage(o, k.apiVersion(), managersOf(k.resource)); err != nil {
					return err
				}
			}
			return out.add(o)
		})
		if err != nil {
			return fmt.Errorf("%s: %w", k.resource, err)
		}
		if number, err := strconv.ParseUint(version, 10, 64); err == nil && number > highest {
			highest = number
		}
		if k.resource == "events" {
			for _, event := range events {
				highest++
				event.ResourceVersion = strconv.FormatUint(highest, 10)
				if err := manage(event, "v1", managers{event.Source.Component, ""}); err != nil {
					return err
				}
				if err := out.add(event); err != nil {
					return err
				}
			}
		}
		if err := out.close(folder, k.resource); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(folder, "version"), []byte(strconv.FormatUint(highest, 10)), 0o644)
}

// buildEmpty makes the data set of a cluster without any object.
func buildEmpty(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, k := range kinds {
		out, err := createBlobs(folder, k.resource)
		if err == nil {
			err = out.close(folder, k.resource)
		}
		if err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(folder, "version"), []byte("48200000"), 0o644)
}
