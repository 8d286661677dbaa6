// Data set: the encoded objects of a cluster, mapped into memory, and what has happened to them since.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"syscall"
)

// entry is an object as it is now: its bytes, or the template it is made of (template.go).
type entry struct {
	namespace, name, uid string
	version              uint64
	json, protobuf       []byte
	metadata             int
	cells                string
	template             *template
	values               values
}

func (e *entry) append(to []byte, f format) []byte {
	if e.template != nil {
		return e.template.append(to, f, &e.values)
	}
	if f == formatProtobuf {
		return append(to, e.protobuf...)
	}
	return append(to, e.json...)
}

func (e *entry) size(f format) int {
	if e.template != nil {
		return len(e.template.bytes[f])
	}
	if f == formatProtobuf {
		return len(e.protobuf)
	}
	return len(e.json)
}

func (e *entry) key() string { return e.namespace + "/" + e.name }

type table struct {
	kind    kind
	entries []*entry // in the order of the source; replaced as a whole when something changes
}

func metadataLength(item []byte) int {
	const before = `{"metadata":`
	if !strings.HasPrefix(string(item[:min(len(item), len(before))]), before) {
		return 0
	}
	decoder := json.NewDecoder(strings.NewReader(string(item[len(before):])))
	var skipped json.RawMessage
	if decoder.Decode(&skipped) != nil {
		return 0
	}
	return len(skipped)
}

func mapped(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	about, err := file.Stat()
	if err != nil || about.Size() == 0 {
		return nil, err
	}
	return syscall.Mmap(int(file.Fd()), 0, int(about.Size()), syscall.PROT_READ, syscall.MAP_SHARED|syscall.MAP_POPULATE)
}

// openFolder reads what build wrote.
func openFolder(folder string) (tables map[string]*table, version uint64, err error) {
	tables = map[string]*table{}
	for _, k := range kinds {
		file, err := os.Open(filepath.Join(folder, k.resource+".index"))
		if err != nil {
			return nil, 0, err
		}
		var records []record
		err = gob.NewDecoder(bufio.NewReaderSize(file, 1<<20)).Decode(&records)
		file.Close()
		if err != nil {
			return nil, 0, err
		}
		jsonBlob, err := mapped(filepath.Join(folder, k.resource+".json"))
		if err != nil {
			return nil, 0, err
		}
		protobufBlob, err := mapped(filepath.Join(folder, k.resource+".pb"))
		if err != nil {
			return nil, 0, err
		}
		t := &table{kind: k, entries: make([]*entry, 0, len(records))}
		for _, r := range records {
			t.entries = append(t.entries, &entry{namespace: r.Namespace, name: r.Name, uid: r.UID, version: r.Version, json: jsonBlob[:r.JSON:r.JSON],
				protobuf: protobufBlob[:r.Protobuf:r.Protobuf], metadata: r.Metadata, cells: r.Cells})
			jsonBlob, protobufBlob = jsonBlob[r.JSON:], protobufBlob[r.Protobuf:]
		}
		tables[k.resource] = t
	}
	text, err := os.ReadFile(filepath.Join(folder, "version"))
	if err != nil {
		return nil, 0, err
	}
	version, err = strconv.ParseUint(string(text), 10, 64)
	return tables, version, err
}

// digest is what `claimscope sync` prints: SHA-256 over the sorted lines "uid SP resourceVersion LF".
func digest(entries []*entry) string {
	lines := make([]string, 0, len(entries))
	for _, e := range entries {
		lines = append(lines, e.uid+" "+strconv.FormatUint(e.version, 10)+"\n")
	}
	sort.Strings(lines)
	sum := sha256.New()
	for _, line := range lines {
		sum.Write([]byte(line))
	}
	return hex.EncodeToString(sum.Sum(nil))
}
