// Admin: a second, plain HTTP port by which the benchmark resets counters, starts events, slows the link and cuts it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// requestLog keeps what was asked since the last reset.
type requestLog struct {
	mutex sync.Mutex
	all   []logged
}

type logged struct {
	Method   string `json:"method"`
	URI      string `json:"uri"`
	Accept   string `json:"accept"`
	Encoding string `json:"encoding,omitempty"`
	Agent    string `json:"agent"`
	Proto    string `json:"proto"`
	Status   int    `json:"status"`
	Bytes    int64  `json:"bytes"`
	AtMs     int64  `json:"atMs"`
	TookMs   int64  `json:"tookMs"` // -1 while it goes on
}

func (l *requestLog) begin(r *http.Request) *logged {
	entry := &logged{Method: r.Method, URI: r.URL.RequestURI(), Accept: r.Header.Get("Accept"), Encoding: r.Header.Get("Accept-Encoding"), Agent: r.UserAgent(), Proto: r.Proto,
		AtMs: time.Now().UnixMilli(), TookMs: -1}
	return entry
}

func (l *requestLog) end(entry *logged) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if len(l.all) < 100_000 {
		l.all = append(l.all, *entry)
	}
}

// counted counts what a handler writes.
type counted struct {
	http.ResponseWriter
	entry *logged
}

func (c *counted) WriteHeader(code int) {
	c.entry.Status = code
	c.ResponseWriter.WriteHeader(code)
}

func (c *counted) Write(bytes []byte) (int, error) {
	if c.entry.Status == 0 {
		c.entry.Status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(bytes)
	c.entry.Bytes += int64(n)
	return n, err
}

func (c *counted) Flush() { c.ResponseWriter.(http.Flusher).Flush() }

type admin struct {
	server   *server
	listener *listener
	mutex    sync.Mutex
	stop     context.CancelFunc
	made     *generator
}

func (a *admin) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	number := func(name string) float64 {
		v, _ := strconv.ParseFloat(r.URL.Query().Get(name), 64)
		return v
	}
	t := a.listener.traffic
	switch r.URL.Path {
	case "/reset":
		t.sent.Store(0)
		t.received.Store(0)
		t.connections.Store(0)
		a.server.log.mutex.Lock()
		a.server.log.all = nil
		a.server.log.mutex.Unlock()
	case "/stats":
		a.server.log.mutex.Lock()
		defer a.server.log.mutex.Unlock()
		_ = json.NewEncoder(w).Encode(map[string]any{"sent": t.sent.Load(), "received": t.received.Load(), "connections": t.connections.Load(), "watching": a.server.watching.Load(), "requests": a.server.log.all})
	case "/digests":
		out := map[string]any{}
		for _, k := range kinds {
			entries, _, _ := a.server.world.take(k.resource)
			bytes := 0
			protobuf := 0
			for _, e := range entries {
				bytes += e.size(formatJSON)
				protobuf += e.size(formatProtobuf)
			}
			out[k.resource] = map[string]any{"count": len(entries), "digest": digest(entries), "json": bytes, "protobuf": protobuf, "path": k.path()}
		}
		_ = json.NewEncoder(w).Encode(out)
	case "/link":
		a.listener.link.set(number("mbit"), time.Duration(number("ms"))*time.Millisecond)
	case "/cut":
		a.listener.cut(time.Duration(number("seconds") * float64(time.Second)))
	case "/events":
		if err := a.events(int(number("rate"))); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintf(w, "%d\n", a.count())
	default:
		http.NotFound(w, r)
	}
}

func (a *admin) count() uint64 {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.made == nil {
		return 0
	}
	return a.made.made
}

// events starts the generator at a rate, or ends it with 0.
func (a *admin) events(rate int) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	if a.stop != nil {
		a.stop()
		a.stop = nil
	}
	if rate == 0 {
		return nil
	}
	if a.made == nil {
		made, err := newGenerator(a.server.world)
		if err != nil {
			return err
		}
		a.made = made
	}
	ctx, stop := context.WithCancel(context.Background())
	a.stop = stop
	go a.made.run(ctx, rate)
	return nil
}

func serveAdmin(a *admin) (address string, err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go func() { _ = http.Serve(l, a) }()
	return l.Addr().String(), nil
}
