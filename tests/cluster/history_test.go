package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"claimscope.test/cluster/internal/control"
)

// history is everything that a cluster has been since it began, read from etcd itself: a line of `sync --every` may
// say only what was true at some moment, and soon after it was.
type history struct {
	mutex    sync.Mutex
	lines    map[string][]string          // by kind: "uid SP resourceVersion LF", sorted
	byKey    map[string]string            // etcd key -> its line
	states   map[string]map[string]*state // by kind, by digest
	current  map[string]*state
	revision int64
	failure  error
	writes   int
}

// state is one thing that a kind has been.
type state struct {
	counted
	ended time.Time // zero: it still is
}

// storeNames are the resources whose folder in etcd has another name.
var storeNames = map[string]string{"minions": "nodes"}

// record starts a history; it ends with the test.
func record(t *testing.T, cluster *control.Cluster) *history {
	t.Helper()
	h := &history{lines: map[string][]string{}, byKey: map[string]string{}, states: map[string]map[string]*state{}, current: map[string]*state{}}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	objects, revision, err := cluster.StoreRange(ctx, "/registry/")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.apply(objects, true); err != nil {
		t.Fatal(err)
	}
	h.revision = revision
	go func() {
		err := cluster.StoreWatch(ctx, "/registry/", revision+1, func(changes []control.Change) {
			err := h.apply(changes, false)
			h.mutex.Lock()
			h.failure = errors.Join(h.failure, err)
			h.mutex.Unlock()
		})
		h.mutex.Lock()
		h.failure = errors.Join(h.failure, err)
		h.mutex.Unlock()
	}()
	return h
}

// apply is one transaction, or the beginning.
func (h *history) apply(changes []control.Change, beginning bool) error {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	now := time.Now()
	touched := map[string]bool{}
	if beginning {
		for kind := range syncKinds {
			touched[kind] = true
		}
	}
	for _, change := range changes {
		h.revision = max(h.revision, change.Revision)
		kind := kindOfKey(change.Key)
		if syncKinds[kind] == "" {
			continue
		}
		touched[kind] = true
		if old, there := h.byKey[change.Key]; there {
			at, _ := slices.BinarySearch(h.lines[kind], old)
			h.lines[kind] = slices.Delete(h.lines[kind], at, at+1)
			delete(h.byKey, change.Key)
		}
		if change.Value != nil {
			uid, err := uidOf(change.Value)
			if err != nil {
				return fmt.Errorf("%s: %w", change.Key, err)
			}
			line := fmt.Sprintf("%s %d\n", uid, change.Revision)
			at, _ := slices.BinarySearch(h.lines[kind], line)
			h.lines[kind] = slices.Insert(h.lines[kind], at, line)
			h.byKey[change.Key] = line
		}
		// etcd may send several transactions as one message, and each is a state.
		if !beginning {
			h.writes++
			h.enter(kind, now)
		}
	}
	if beginning {
		for kind := range touched {
			h.enter(kind, now)
		}
	}
	return nil
}

func (h *history) enter(kind string, now time.Time) {
	sum := sha256.Sum256([]byte(strings.Join(h.lines[kind], "")))
	next := &state{counted: counted{Count: len(h.lines[kind]), Digest: hex.EncodeToString(sum[:])}}
	if old := h.current[kind]; old != nil {
		if old.Digest == next.Digest {
			return
		}
		old.ended = now
	}
	if h.states[kind] == nil {
		h.states[kind] = map[string]*state{}
	}
	h.states[kind][next.Digest] = next
	h.current[kind] = next
}

// lag says how long ago a kind stopped to be what a digest says; an error when it never was that.
func (h *history) lag(kind, digest string, at time.Time) (time.Duration, error) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if h.failure != nil {
		return 0, h.failure
	}
	known := h.states[kind][digest]
	if known == nil {
		return 0, fmt.Errorf("%s have never been %.12s; now they are %d, %.12s", kind, digest, h.current[kind].Count, h.current[kind].Digest)
	}
	if known.ended.IsZero() {
		return 0, nil
	}
	return max(0, at.Sub(known.ended)), nil
}

// now is what every kind is at this moment.
func (h *history) now() map[string]counted {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	all := map[string]counted{}
	for kind := range syncKinds {
		all[kind] = h.current[kind].counted
	}
	return all
}

func (h *history) written() int {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return h.writes
}

// kindOfKey is the resource of a key such as /registry/pods/default/x or /registry/apps/deployments/….
func kindOfKey(key string) string {
	parts := strings.Split(strings.TrimPrefix(key, "/registry/"), "/")
	if name, renamed := storeNames[parts[0]]; renamed {
		return name
	}
	return parts[0]
}

// uidOf reads metadata.uid out of an object as etcd has it: "k8s\0", runtime.Unknown{raw: 2}, object{metadata: 1},
// ObjectMeta{uid: 5}.
func uidOf(value []byte) (string, error) {
	if len(value) < 4 || string(value[:4]) != "k8s\x00" {
		return "", errors.New("not protobuf")
	}
	rest := value[4:]
	for _, number := range []uint64{2, 1, 5} {
		var err error
		if rest, err = protobufField(rest, number); err != nil {
			return "", err
		}
	}
	return string(rest), nil
}

// protobufField is the first length-delimited field of a number.
func protobufField(message []byte, number uint64) ([]byte, error) {
	for len(message) > 0 {
		tag, used := binary.Uvarint(message)
		if used <= 0 {
			return nil, errors.New("no protobuf tag")
		}
		message = message[used:]
		value, used := binary.Uvarint(message) // a number, or a length
		if used <= 0 {
			return nil, errors.New("no protobuf value")
		}
		message = message[used:]
		switch tag & 7 {
		case 0:
		case 2:
			if value > uint64(len(message)) {
				return nil, errors.New("protobuf field longer than its message")
			}
			if tag>>3 == number {
				return message[:value], nil
			}
			message = message[value:]
		default:
			return nil, fmt.Errorf("protobuf wire type %d", tag&7)
		}
	}
	return nil, fmt.Errorf("no field %d", number)
}

// The history must agree with kubectl, or it proves nothing.
func TestHistoryAgreesWithKubectl(t *testing.T) {
	needCluster(t)
	h := record(t, shared)
	whileQuiet(t, func() error {
		want, err := digests(t.Context())
		if err != nil {
			return err
		}
		if wrong := changed(h.now(), want); len(wrong) > 0 {
			return fmt.Errorf("%v differ: etcd %v, kubectl %v", wrong, h.now(), want)
		}
		return nil
	})
}
