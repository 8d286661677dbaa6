// Answers: LIST, GET and access reviews, in what the Accept header asks for.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type server struct {
	world *world
	token string
	log   *requestLog
	gzips sync.Map // what has been compressed once: string -> [][]byte
	table bool     // serve Tables; without, clients that can fall back to JSON
	// watching counts the watches that have had their initial events.
	watching atomic.Int64
}

// accepted chooses the first of the acceptable types that the server has.
func (s *server) accepted(r *http.Request, watch bool) (format, bool) {
	header := r.Header.Get("Accept")
	if header == "" {
		return formatJSON, true
	}
	for _, part := range strings.Split(header, ",") {
		fields := strings.Split(strings.TrimSpace(part), ";")
		table := false
		for _, field := range fields[1:] {
			table = table || strings.TrimSpace(field) == "as=Table"
		}
		switch strings.TrimSpace(fields[0]) {
		case "application/vnd.kubernetes.protobuf":
			if !table {
				return formatProtobuf, true
			}
		case "application/json", "*/*", "application/*":
			if !table {
				return formatJSON, true
			}
			if s.table && !watch && strings.Contains(part, "v=v1;") || s.table && !watch && strings.HasSuffix(strings.TrimSpace(part), "v=v1") {
				return formatTable, true
			}
		}
	}
	return formatJSON, false
}

func refuse(w http.ResponseWriter, code int, reason metav1.StatusReason, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_, _ = w.Write(statusBody(int32(code), reason, message))
}

func wantsGzip(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
}

const gzipFrom = 128 << 10 // smaller answers are not compressed, as in the API server

// selected is the fieldSelector metadata.name; ok is false for anything else.
func selected(r *http.Request) (name string, ok bool) {
	selector := r.URL.Query().Get("fieldSelector")
	if r.URL.Query().Get("labelSelector") != "" {
		return "", false
	}
	if selector == "" {
		return "", true
	}
	if name, ok = strings.CutPrefix(selector, "metadata.name="); ok && !strings.Contains(name, ",") {
		return strings.TrimPrefix(name, "="), true
	}
	return "", false
}

func filter(entries []*entry, namespace, name string) []*entry {
	if namespace == "" && name == "" {
		return entries
	}
	var out []*entry
	for _, e := range entries {
		if (namespace == "" || e.namespace == namespace) && (name == "" || e.name == name) {
			out = append(out, e)
		}
	}
	return out
}

func (s *server) list(w http.ResponseWriter, r *http.Request, k kind, namespace string) {
	f, ok := s.accepted(r, false)
	if !ok {
		refuse(w, http.StatusNotAcceptable, metav1.StatusReasonNotAcceptable, "only application/json and application/vnd.kubernetes.protobuf are served")
		return
	}
	name, ok := selected(r)
	if !ok {
		refuse(w, http.StatusBadRequest, metav1.StatusReasonBadRequest, "the replay server knows the field selector metadata.name only")
		return
	}
	query := r.URL.Query()
	limit, _ := strconv.Atoi(query.Get("limit"))
	if query.Get("resourceVersion") == "0" {
		limit = 0
	}
	var from snapshot
	var pristine bool
	offset, id := 0, uint64(0)
	if token := query.Get("continue"); token != "" {
		decoded, err := base64.RawURLEncoding.DecodeString(token)
		if err == nil {
			_, err = fmt.Sscanf(string(decoded), "%d %d", &id, &offset)
		}
		if from, ok = s.world.kept(id); err != nil || !ok {
			refuse(w, http.StatusGone, metav1.StatusReasonExpired, "The provided continue parameter is too old")
			return
		}
	} else {
		from.entries, from.version, pristine = s.world.take(k.resource)
		from.entries = filter(from.entries, namespace, name)
		if asked, err := strconv.ParseUint(query.Get("resourceVersion"), 10, 64); err == nil && asked > from.version {
			w.Header().Set("Retry-After", "1")
			refuse(w, http.StatusGatewayTimeout, metav1.StatusReasonTimeout, "Too large resource version")
			return
		}
	}
	page := from.entries[min(offset, len(from.entries)):]
	next, remaining := "", int64(0)
	if limit > 0 && len(page) > limit {
		remaining = int64(len(page) - limit)
		page = page[:limit]
		if id == 0 {
			id = s.world.keep(from)
		}
		next = base64.RawURLEncoding.EncodeToString([]byte(fmt.Sprintf("%d %d", id, offset+limit)))
	}
	meta := listMeta(from.version, next, remaining)
	w.Header().Set("Content-Type", contentTypes[f])
	size := 0
	for _, e := range page {
		size += e.size(f)
	}
	if !wantsGzip(r) || size < gzipFrom {
		writeList(w, f, k, meta, page)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	key := fmt.Sprintf("list %d %s %s", f, r.URL.RequestURI(), meta.ResourceVersion)
	if kept, there := s.gzips.Load(key); there && pristine {
		_, _ = w.Write(kept.([][]byte)[0])
		return
	}
	var compressed bytes.Buffer
	writer, _ := gzip.NewWriterLevel(&compressed, 1)
	writeList(writer, f, k, meta, page)
	_ = writer.Close()
	if pristine && next == "" {
		s.gzips.Store(key, [][]byte{compressed.Bytes()})
	}
	_, _ = w.Write(compressed.Bytes())
}

const chunk = 256 << 10

func writeList(w io.Writer, f format, k kind, meta metav1.ListMeta, page []*entry) {
	if f == formatTable {
		writeTable(w, k, meta, page)
		return
	}
	size := 0
	if f == formatProtobuf {
		for _, e := range page {
			n := e.size(f)
			size += 1 + uvarintSize(n) + n
		}
	}
	head, tail := listFrame(f, k, meta, size)
	buffer := append(make([]byte, 0, chunk+64<<10), head...)
	for i, e := range page {
		if f == formatProtobuf {
			buffer = appendTag(buffer, 2, 2)
			buffer = appendSize(buffer, e.size(f))
		} else if i > 0 {
			buffer = append(buffer, ',')
		}
		buffer = e.append(buffer, f)
		if len(buffer) >= chunk {
			if _, err := w.Write(buffer); err != nil {
				return
			}
			buffer = buffer[:0]
		}
	}
	_, _ = w.Write(append(buffer, tail...))
}

func appendSize(to []byte, n int) []byte {
	for n >= 0x80 {
		to = append(to, byte(n)|0x80)
		n >>= 7
	}
	return append(to, byte(n))
}

func (s *server) get(w http.ResponseWriter, r *http.Request, k kind, namespace, name string) {
	f, ok := s.accepted(r, true)
	if !ok {
		refuse(w, http.StatusNotAcceptable, metav1.StatusReasonNotAcceptable, "only application/json and application/vnd.kubernetes.protobuf are served")
		return
	}
	entries, _, _ := s.world.take(k.resource)
	for _, e := range entries {
		if e.name == name && e.namespace == namespace {
			w.Header().Set("Content-Type", contentTypes[f])
			body := appendObject(nil, f, k, e.append(nil, f))
			if f != formatProtobuf {
				body = append(body, '\n')
			}
			_, _ = w.Write(body)
			return
		}
	}
	refuse(w, http.StatusNotFound, metav1.StatusReasonNotFound, k.resource+" \""+name+"\" not found")
}

// review answers SelfSubjectAccessReview and SelfSubjectRulesReview: everything may be read.
func (s *server) review(w http.ResponseWriter, r *http.Request) {
	var body map[string]any
	if err := json.NewDecoder(io.LimitReader(r.Body, 1<<20)).Decode(&body); err != nil {
		refuse(w, http.StatusBadRequest, metav1.StatusReasonBadRequest, "this is not JSON")
		return
	}
	body["status"] = map[string]any{"allowed": true}
	if strings.HasSuffix(r.URL.Path, "selfsubjectrulesreviews") {
		body["status"] = map[string]any{"incomplete": false, "nonResourceRules": []any{},
			"resourceRules": []any{map[string]any{"verbs": []string{"get", "list", "watch"}, "apiGroups": []string{"*"}, "resources": []string{"*"}}}}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(body)
}
