// Package proxy has the things that stand between a person and an apiserver: forward proxies (HTTP CONNECT and SOCKS5),
// a proxy that ends TLS, and one that holds answers back until they are whole.
package proxy

import (
	"bufio"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
)

// Tunnel is a forward proxy on a loopback port.
type Tunnel struct {
	Address string
	opened  atomic.Int64
	last    atomic.Value // string: the name that was asked for
	login   string       // "user:password" that must be shown; empty: none
	closing sync.Once
	listen  net.Listener
	mutex   sync.Mutex
	open    map[net.Conn]bool
}

// Opened is how many connections went through, Last the address that the newest asked for.
func (p *Tunnel) Opened() int64 { return p.opened.Load() }
func (p *Tunnel) Last() string {
	text, _ := p.last.Load().(string)
	return text
}

// Close ends the listener and every connection.
func (p *Tunnel) Close() {
	p.closing.Do(func() {
		p.listen.Close()
		p.mutex.Lock()
		defer p.mutex.Unlock()
		for connection := range p.open {
			connection.Close()
		}
	})
}

// NewConnect is an HTTP proxy that knows CONNECT only; a login may be required.
func NewConnect(login string) (*Tunnel, error) { return start(login, (*Tunnel).connect) }

// NewSocks is a SOCKS5 proxy; a login may be required.
func NewSocks(login string) (*Tunnel, error) { return start(login, (*Tunnel).socks) }

func start(login string, greet func(*Tunnel, net.Conn, *bufio.Reader) (net.Conn, error)) (*Tunnel, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &Tunnel{Address: listener.Addr().String(), login: login, listen: listener, open: map[net.Conn]bool{}}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go p.serve(client, greet)
		}
	}()
	return p, nil
}

func (p *Tunnel) serve(client net.Conn, greet func(*Tunnel, net.Conn, *bufio.Reader) (net.Conn, error)) {
	defer p.track(client)()
	buffered := bufio.NewReader(client)
	server, err := greet(p, client, buffered)
	if err != nil {
		return
	}
	defer p.track(server)()
	p.opened.Add(1)
	done := make(chan struct{}, 2)
	pump := func(to io.Writer, from io.Reader) {
		_, _ = io.Copy(to, from)
		done <- struct{}{}
	}
	go pump(server, buffered)
	go pump(client, server)
	<-done // either side may end it
}

// track remembers a connection until what it returns is called, which closes it.
func (p *Tunnel) track(connection net.Conn) func() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.open[connection] = true
	return func() {
		connection.Close()
		p.mutex.Lock()
		defer p.mutex.Unlock()
		delete(p.open, connection)
	}
}

func (p *Tunnel) dial(address string) (net.Conn, error) {
	p.last.Store(address)
	// Names that exist in no DNS: the proxy knows them, the client must not ask.
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if net.ParseIP(host) == nil {
		host = "127.0.0.1"
	}
	return net.Dial("tcp", net.JoinHostPort(host, port))
}

func (p *Tunnel) connect(client net.Conn, in *bufio.Reader) (net.Conn, error) {
	request, err := http.ReadRequest(in)
	if err != nil {
		return nil, err
	}
	if request.Method != http.MethodConnect {
		fmt.Fprint(client, "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
		return nil, errors.New("no CONNECT")
	}
	want := "Basic " + base64.StdEncoding.EncodeToString([]byte(p.login))
	if p.login != "" && request.Header.Get("Proxy-Authorization") != want {
		fmt.Fprint(client, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")
		return nil, errors.New("no login")
	}
	server, err := p.dial(request.Host)
	if err != nil {
		fmt.Fprint(client, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
		return nil, err
	}
	fmt.Fprint(client, "HTTP/1.1 200 Connection established\r\n\r\n")
	return server, nil
}

// socks is RFC 1928 with RFC 1929, CONNECT only.
func (p *Tunnel) socks(client net.Conn, in *bufio.Reader) (net.Conn, error) {
	methods, err := counted(in, 1)
	if err != nil {
		return nil, err
	}
	method := byte(0)
	if p.login != "" {
		method = 2
	}
	chosen := byte(0xff)
	for _, offered := range methods {
		if offered == method {
			chosen = method
		}
	}
	if _, err := client.Write([]byte{5, chosen}); err != nil || chosen == 0xff {
		return nil, errors.New("no common method")
	}
	if method == 2 {
		user, err := counted(in, 1)
		if err != nil {
			return nil, err
		}
		password, err := counted(in, 0)
		if err != nil {
			return nil, err
		}
		if string(user)+":"+string(password) != p.login {
			_, _ = client.Write([]byte{1, 1})
			return nil, errors.New("no login")
		}
		if _, err := client.Write([]byte{1, 0}); err != nil {
			return nil, err
		}
	}
	head := make([]byte, 4)
	if _, err := io.ReadFull(in, head); err != nil {
		return nil, err
	}
	var host string
	switch head[3] {
	case 1, 4:
		address := make([]byte, map[byte]int{1: 4, 4: 16}[head[3]])
		if _, err := io.ReadFull(in, address); err != nil {
			return nil, err
		}
		host = net.IP(address).String()
	case 3:
		name, err := counted(in, 0)
		if err != nil {
			return nil, err
		}
		host = string(name)
	default:
		return nil, errors.New("address type")
	}
	port := make([]byte, 2)
	if _, err := io.ReadFull(in, port); err != nil {
		return nil, err
	}
	server, err := p.dial(net.JoinHostPort(host, fmt.Sprint(binary.BigEndian.Uint16(port))))
	answer := []byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0}
	if err != nil {
		answer[1] = 5
	}
	_, _ = client.Write(answer)
	return server, err
}

// counted reads bytes to skip, a length and so many bytes.
func counted(in *bufio.Reader, skip int) ([]byte, error) {
	head := make([]byte, skip+1)
	if _, err := io.ReadFull(in, head); err != nil {
		return nil, err
	}
	text := make([]byte, head[skip])
	_, err := io.ReadFull(in, text)
	return text, err
}
