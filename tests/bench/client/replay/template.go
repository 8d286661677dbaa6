// Template: an object that was encoded once with place holders of fixed width, so that an event costs a copy and a few digits.
package main

import (
	"bytes"
	"fmt"
	"strconv"
)

// sentAnnotation holds the Unix milliseconds at which the event was made, for measuring staleness.
const sentAnnotation = "claimscope.io/sent"

type slot int

const (
	slotName slot = iota
	slotPodUID
	slotClaimUID
	slotEventUID
	slotVersion
	slotSent
	slots
)

var placeHolders = [slots]string{
	slotName: "nnnnqqqq", slotPodUID: "a1a1a1a1-0001-4000-8000-0000000000a1", slotClaimUID: "c1c1c1c1-0001-4000-8000-0000000000c1",
	slotEventUID: "e1e1e1e1-0001-4000-8000-0000000000e1", slotVersion: "13579135", slotSent: "1357913579135",
}

// values are what a life and an event put into the slots.
type values struct {
	life    uint64 // name and uids
	version uint64
	sent    int64
}

func uidWith(s slot, life uint64) string {
	return placeHolders[s][:24] + fmt.Sprintf("%012d", life)
}

type place struct {
	at   int
	slot slot
}

type template struct {
	kind   kind
	bytes  [2][]byte // by format
	places [2][]place
	uid    slot   // which of the slots is the object's own uid; slots when it is a fixed one
	fixed  string // that
	// name before and after slotName; all of it is `before` when the name is fixed
	namespace, before, after string
	named                    bool
	eventUID                 string // of an Event: its uid before the digits are put in
}

func newTemplate(k kind, o object, uid slot, before, after string, named bool) (*template, error) {
	t := &template{kind: k, uid: uid, fixed: string(o.GetUID()), namespace: o.GetNamespace(), before: before, after: after, named: named}
	o.SetResourceVersion(placeHolders[slotVersion])
	o.SetAnnotations(set(o.GetAnnotations(), sentAnnotation, placeHolders[slotSent]))
	encoded, protobuf, err := encodeItem(o)
	if err != nil {
		return nil, err
	}
	t.bytes = [2][]byte{encoded, protobuf}
	for f := range t.bytes {
		for s, text := range placeHolders {
			for from := 0; ; {
				at := bytes.Index(t.bytes[f][from:], []byte(text))
				if at < 0 {
					break
				}
				t.places[f] = append(t.places[f], place{from + at, slot(s)})
				from += at + len(text)
			}
		}
	}
	return t, nil
}

func (t *template) append(to []byte, f format, v *values) []byte {
	if f == formatTable {
		f = formatJSON
	}
	start := len(to)
	to = append(to, t.bytes[f]...)
	for _, p := range t.places[f] {
		at := to[start+p.at:]
		switch p.slot {
		case slotName:
			digits(at[:8], v.life)
		case slotVersion:
			digits(at[:8], v.version)
		case slotSent:
			digits(at[:13], uint64(v.sent))
		default:
			digits(at[24:36], v.life)
		}
	}
	return to
}

func digits(to []byte, number uint64) {
	for i := len(to) - 1; i >= 0; i-- {
		to[i] = byte('0' + number%10)
		number /= 10
	}
}

// entryOf makes an object as it is with these values.
func (t *template) entryOf(v values) *entry {
	e := &entry{namespace: t.namespace, name: t.before, uid: t.fixed, version: v.version, template: t, values: v, cells: "[]"}
	if t.named {
		text := strconv.FormatUint(100000000+v.life%100000000, 10)[1:]
		e.name = t.before + text + t.after
	}
	switch {
	case t.eventUID != "":
		e.uid = t.eventUID[:24] + uidWith(slotEventUID, v.life)[24:]
	case t.uid != slots:
		e.uid = uidWith(t.uid, v.life)
	}
	return e
}

func indexOf(in []byte, text string) int {
	at := bytes.Index(in, []byte(text))
	if at < 0 {
		panic("a template lost its place holder")
	}
	return at
}
