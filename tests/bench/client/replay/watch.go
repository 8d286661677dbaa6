// Watch: initial events where they are asked for, changes, bookmarks, the end after timeoutSeconds.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const bookmarkEvery = time.Minute

type stream struct {
	writer     http.ResponseWriter
	flusher    http.Flusher
	compressed bool
}

// send writes and flushes; a compressed stream ends the gzip member with each flush, as the API server of 1.37 does.
func (s *stream) send(bytes []byte) error {
	if s.compressed {
		bytes = member(bytes)
	}
	return s.sendRaw(bytes)
}

func (s *stream) sendRaw(bytes []byte) error {
	if _, err := s.writer.Write(bytes); err != nil {
		return err
	}
	s.flusher.Flush()
	return nil
}

func member(plain []byte) []byte {
	var out bytes.Buffer
	writer, _ := gzip.NewWriterLevel(&out, 1)
	_, _ = writer.Write(plain)
	_ = writer.Flush() // readers must get at everything before they meet the end of the member and wait for the next
	_ = writer.Close()
	return out.Bytes()
}

func (s *server) watch(w http.ResponseWriter, r *http.Request, k kind, namespace string) {
	f, ok := s.accepted(r, true)
	if !ok {
		refuse(w, http.StatusNotAcceptable, metav1.StatusReasonNotAcceptable, "watches are application/json or application/vnd.kubernetes.protobuf")
		return
	}
	name, ok := selected(r)
	if !ok {
		refuse(w, http.StatusBadRequest, metav1.StatusReasonBadRequest, "the replay server knows the field selector metadata.name only")
		return
	}
	query := r.URL.Query()
	asked := query.Get("resourceVersion")
	truth := func(name string) bool {
		v, err := strconv.ParseBool(query.Get(name))
		return err == nil && v || query.Get(name) == "1"
	}
	bookmarks := truth("allowWatchBookmarks")
	initial := truth("sendInitialEvents") || (asked == "" || asked == "0") && query.Get("sendInitialEvents") == ""
	w.Header().Set("Content-Type", contentTypes[f])
	if f == formatProtobuf {
		w.Header().Set("Content-Type", contentTypes[f]+";stream=watch")
	}
	out := &stream{writer: w, flusher: w.(http.Flusher)}
	if wantsGzip(r) && initial && bookmarks {
		out.compressed = true
		w.Header().Set("Content-Encoding", "gzip")
	}
	w.WriteHeader(http.StatusOK)
	out.flusher.Flush()
	timeout := time.Hour
	if seconds, err := strconv.Atoi(query.Get("timeoutSeconds")); err == nil && seconds > 0 {
		timeout = time.Duration(seconds) * time.Second
	}
	end := time.NewTimer(timeout)
	defer end.Stop()
	version, _ := strconv.ParseUint(asked, 10, 64)
	if initial {
		entries, now, pristine := s.world.take(k.resource)
		if version > now {
			_ = out.send(errorEvent(f, http.StatusGatewayTimeout, metav1.StatusReasonTimeout, "Too large resource version"))
			return
		}
		version = now
		if !s.initialEvents(r, out, f, k, filter(entries, namespace, name), pristine && namespace == "" && name == "") {
			return
		}
		if bookmarks && out.send(bookmarkEvent(f, k, version, true)) != nil {
			return
		}
	}
	s.watching.Add(1)
	defer s.watching.Add(-1)
	tick := time.NewTicker(bookmarkEvery)
	defer tick.Stop()
	for {
		changes, now, wait, known := s.world.after(k.resource, version, 2000)
		if !known {
			_ = out.send(errorEvent(f, http.StatusGone, metav1.StatusReasonExpired, "too old resource version: "+strconv.FormatUint(version, 10)))
			return
		}
		if len(changes) > 0 {
			var buffer, item []byte
			for _, c := range changes {
				version = c.version
				if (namespace == "" || c.entry.namespace == namespace) && (name == "" || c.entry.name == name) {
					item = c.entry.append(item[:0], f)
					buffer = appendEvent(buffer, f, k, c.eventType, item)
				}
			}
			if len(buffer) > 0 && out.send(buffer) != nil {
				return
			}
			continue
		}
		version = max(version, now)
		select {
		case <-wait:
		case <-tick.C:
			if bookmarks && out.send(bookmarkEvent(f, k, version, false)) != nil {
				return
			}
		case <-end.C:
			return
		case <-r.Context().Done():
			return
		}
	}
}

func (s *server) initialEvents(r *http.Request, out *stream, f format, k kind, entries []*entry, pristine bool) bool {
	key := fmt.Sprintf("watch %d %s", f, k.resource)
	if kept, there := s.gzips.Load(key); there && out.compressed && pristine {
		for _, part := range kept.([][]byte) {
			if out.sendRaw(part) != nil {
				return false
			}
		}
		return true
	}
	var members [][]byte
	send := func(buffer []byte) bool {
		if out.compressed {
			members = append(members, member(buffer))
			return out.sendRaw(members[len(members)-1]) == nil
		}
		return out.sendRaw(buffer) == nil
	}
	buffer := make([]byte, 0, chunk+64<<10)
	var item []byte
	for _, e := range entries {
		item = e.append(item[:0], f)
		buffer = appendEvent(buffer, f, k, "ADDED", item)
		if len(buffer) >= chunk {
			if !send(buffer) {
				return false
			}
			buffer = buffer[:0]
		}
	}
	if len(buffer) > 0 && !send(buffer) {
		return false
	}
	if out.compressed && pristine {
		s.gzips.Store(key, members)
	}
	return true
}

func bookmarkEvent(f format, k kind, version uint64, initialEventsEnd bool) []byte {
	encoded, protobuf := bookmark(k, version, initialEventsEnd)
	if f == formatProtobuf {
		encoded = protobuf
	}
	return appendEvent(nil, f, k, "BOOKMARK", encoded)
}

func errorEvent(f format, code int32, reason metav1.StatusReason, message string) []byte {
	status := metav1.Status{Status: "Failure", Message: message, Reason: reason, Code: code}
	k := kind{version: "v1", name: "Status"}
	encoded, err := json.Marshal(&status)
	if f == formatProtobuf {
		encoded, err = status.Marshal()
	}
	if err != nil {
		panic(err)
	}
	return appendEvent(nil, f, k, "ERROR", encoded)
}
