// Connections: counted, and where asked for as slow as a link of so many Mbit/s and milliseconds.
package main

import (
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// traffic is counted over all connections since the last reset.
type traffic struct {
	sent, received, connections atomic.Int64
}

// link is what all connections share. A rate of 0: as fast as the machine.
type link struct {
	mutex   sync.Mutex
	bits    float64 // a second
	latency time.Duration
	free    time.Time // when the link has sent everything it was given
}

func (l *link) set(mbit float64, roundTrip time.Duration) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.bits, l.latency, l.free = mbit*1e6, roundTrip/2, time.Now()
}

// due says when n bytes given now have arrived.
func (l *link) due(n int) (at time.Time, slow bool) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.bits == 0 {
		return time.Time{}, false
	}
	now := time.Now()
	if l.free.Before(now) {
		l.free = now
	}
	l.free = l.free.Add(time.Duration(float64(n) * 8 / l.bits * float64(time.Second)))
	return l.free.Add(l.latency), true
}

type listener struct {
	net.Listener
	traffic *traffic
	link    *link
	mutex   sync.Mutex
	open    map[*conn]bool
	down    time.Time // connections are refused until then
}

// cut ends every connection at once and takes no new ones for so long.
func (l *listener) cut(duration time.Duration) {
	l.mutex.Lock()
	l.down = time.Now().Add(duration)
	var all []*conn
	for c := range l.open {
		all = append(all, c)
	}
	l.mutex.Unlock()
	for _, c := range all {
		if tcp, ok := c.Conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = c.Close()
	}
}

// register says whether a new connection may stay.
func (l *listener) register(c *conn) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if time.Now().Before(l.down) {
		return false
	}
	if l.open == nil {
		l.open = map[*conn]bool{}
	}
	l.open[c] = true
	return true
}

func (l *listener) forget(c *conn) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	delete(l.open, c)
}

func (l *listener) Accept() (net.Conn, error) {
	for {
		c, err := l.accept()
		if err != nil || l.register(c) {
			return c, err
		}
		_ = c.Close()
	}
}

func (l *listener) accept() (*conn, error) {
	raw, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.traffic.connections.Add(1)
	l.link.mutex.Lock()
	slow := l.link.bits > 0
	l.link.mutex.Unlock()
	c := &conn{Conn: raw, traffic: l.traffic, link: l.link, owner: l}
	if slow {
		c.out = make(chan packet, 24) // 24 x 16 KiB: about what the link holds
		c.in = make(chan packet, 64)
		c.gone = make(chan struct{})
		go c.deliver()
		go c.receive()
	}
	return c, nil
}

type packet struct {
	bytes []byte
	at    time.Time
	err   error
}

type conn struct {
	net.Conn
	traffic *traffic
	link    *link
	owner   *listener
	out, in chan packet // nil on a fast link
	rest    []byte
	failed  error
	once    sync.Once
	gone    chan struct{}
}

func (c *conn) Write(bytes []byte) (int, error) {
	if c.out == nil {
		n, err := c.Conn.Write(bytes)
		c.traffic.sent.Add(int64(n))
		return n, err
	}
	for done := 0; done < len(bytes); {
		n := min(len(bytes)-done, 16<<10)
		at, _ := c.link.due(n)
		select {
		case c.out <- packet{bytes: append([]byte(nil), bytes[done:done+n]...), at: at}:
		case <-c.gone:
			return done, net.ErrClosed
		}
		done += n
	}
	return len(bytes), nil
}

func (c *conn) deliver() {
	for {
		select {
		case p := <-c.out:
			time.Sleep(time.Until(p.at))
			n, err := c.Conn.Write(p.bytes)
			c.traffic.sent.Add(int64(n))
			if err != nil {
				_ = c.Close()
				return
			}
		case <-c.gone:
			return
		}
	}
}

func (c *conn) receive() {
	for {
		buffer := make([]byte, 16<<10)
		n, err := c.Conn.Read(buffer)
		c.traffic.received.Add(int64(n))
		c.link.mutex.Lock()
		at := time.Now().Add(c.link.latency)
		c.link.mutex.Unlock()
		select {
		case c.in <- packet{bytes: buffer[:n], at: at, err: err}:
		case <-c.gone:
			return
		}
		if err != nil {
			return
		}
	}
}

func (c *conn) Read(to []byte) (int, error) {
	if c.in == nil {
		n, err := c.Conn.Read(to)
		c.traffic.received.Add(int64(n))
		return n, err
	}
	for len(c.rest) == 0 {
		if c.failed != nil {
			return 0, c.failed
		}
		select {
		case p := <-c.in:
			time.Sleep(time.Until(p.at))
			c.rest, c.failed = p.bytes, p.err
		case <-c.gone:
			return 0, io.EOF
		}
	}
	n := copy(to, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}

func (c *conn) Close() error {
	if c.gone != nil {
		c.once.Do(func() { close(c.gone) })
	}
	c.owner.forget(c)
	return c.Conn.Close()
}
