// World: the tables as they are now, the log of changes that watches read, and who waits for more.
package main

import (
	"sort"
	"sync"
)

type change struct {
	version   uint64
	eventType string
	entry     *entry
}

// state is one kind under the world's lock.
type state struct {
	table
	index    map[string]int // key to place; made with the first change
	log      []change
	oldest   uint64 // a watch from before this version is told 410
	pristine bool   // nothing has changed since the data set was read
	changed  chan struct{}
}

type world struct {
	mutex     sync.Mutex
	states    map[string]*state
	version   uint64
	snapshots map[uint64]snapshot
	nextID    uint64
}

// snapshot is what the pages of one list are cut from.
type snapshot struct {
	entries []*entry
	version uint64
}

const keptChanges = 2_000_000

func newWorld(tables map[string]*table, version uint64) *world {
	w := &world{states: map[string]*state{}, version: version, snapshots: map[uint64]snapshot{}}
	for name, t := range tables {
		w.states[name] = &state{table: *t, oldest: version, pristine: true, changed: make(chan struct{})}
	}
	return w
}

// apply makes changes of one kind at once; versions are given by the world.
type edit struct {
	resource, eventType string
	make                func(version uint64) *entry
}

func (w *world) apply(edits []edit) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.version = max(w.version, 10_000_000) // templates have eight digits
	touched := map[*state]bool{}
	for _, e := range edits {
		s := w.states[e.resource]
		w.version++
		made := e.make(w.version)
		s.put(e.eventType, made)
		s.log = append(s.log, change{w.version, e.eventType, made})
		touched[s] = true
	}
	for s := range touched {
		if len(s.log) > keptChanges {
			s.oldest = s.log[len(s.log)-keptChanges/2].version
			s.log = append([]change(nil), s.log[len(s.log)-keptChanges/2:]...)
		}
		close(s.changed)
		s.changed = make(chan struct{})
	}
}

func (s *state) put(eventType string, e *entry) {
	if s.index == nil {
		s.entries = append([]*entry(nil), s.entries...)
		s.index = make(map[string]int, len(s.entries))
		for i, old := range s.entries {
			s.index[old.key()] = i
		}
		s.pristine = false
	}
	at, there := s.index[e.key()]
	switch {
	case eventType == "DELETED" && there:
		last := len(s.entries) - 1
		s.entries[at] = s.entries[last]
		s.index[s.entries[at].key()] = at
		s.entries = s.entries[:last]
		delete(s.index, e.key())
	case eventType == "DELETED":
	case there:
		s.entries[at] = e
	default:
		s.index[e.key()] = len(s.entries)
		s.entries = append(s.entries, e)
	}
}

// take gives the objects of a kind as they are now, and the version they are of.
func (w *world) take(resource string) (entries []*entry, version uint64, pristine bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	s := w.states[resource]
	if s.pristine {
		return s.entries, w.version, true
	}
	return append([]*entry(nil), s.entries...), w.version, false
}

// keep remembers what the next pages of a list are cut from.
func (w *world) keep(s snapshot) uint64 {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.nextID++
	w.snapshots[w.nextID] = s
	delete(w.snapshots, w.nextID-64)
	return w.nextID
}

func (w *world) kept(id uint64) (snapshot, bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	s, ok := w.snapshots[id]
	return s, ok
}

// after gives up to `most` changes of a kind after a version, and a channel that is closed with the next one. ok is false for 410.
func (w *world) after(resource string, version uint64, most int) (changes []change, now uint64, wait <-chan struct{}, ok bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	s := w.states[resource]
	if version < s.oldest {
		return nil, w.version, nil, false
	}
	first := sort.Search(len(s.log), func(i int) bool { return s.log[i].version > version })
	last := min(len(s.log), first+most)
	return s.log[first:last:last], w.version, s.changed, true
}
