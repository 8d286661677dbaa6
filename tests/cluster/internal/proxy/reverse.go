package proxy

import (
	"crypto/tls"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"

	"claimscope.test/cluster/internal/control"
)

// Reverse describes a proxy in front of an apiserver. It asks as an administrator, so the client needs no login.
type Reverse struct {
	Prefix   string       // a path that it takes away
	Buffers  bool         // an answer is passed on when it is whole: watches stay silent until they end
	Pair     control.Pair // its own certificate; without one it speaks HTTP
	Upstream *http.Client
	Server   string
}

// Start listens on a loopback port.
func (r Reverse) Start() (*httptest.Server, error) {
	target, err := url.Parse(r.Server)
	if err != nil {
		return nil, err
	}
	forward := &httputil.ReverseProxy{
		Rewrite: func(request *httputil.ProxyRequest) {
			request.SetURL(target)
			request.Out.URL.Path = strings.TrimPrefix(request.In.URL.Path, r.Prefix)
			request.Out.Host = target.Host
			request.Out.Header.Del("Authorization")
		},
		Transport:     r.Upstream.Transport,
		FlushInterval: -1,
		ErrorLog:      log.New(io.Discard, "", 0), // clients that go away are no news
	}
	var handler http.Handler = forward
	if r.Buffers {
		handler = http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
			whole := httptest.NewRecorder()
			forward.ServeHTTP(whole, request)
			for name, values := range whole.Header() {
				w.Header()[name] = values
			}
			w.WriteHeader(whole.Code)
			_, _ = w.Write(whole.Body.Bytes())
		})
	}
	if r.Prefix != "" {
		inner := handler
		handler = http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
			if !strings.HasPrefix(request.URL.Path, r.Prefix+"/") {
				http.Error(w, "<html>this is the portal</html>", http.StatusNotFound)
				return
			}
			inner.ServeHTTP(w, request)
		})
	}
	server := httptest.NewUnstartedServer(handler)
	if r.Pair.Key == nil {
		server.Start()
		return server, nil
	}
	certificate, err := tls.X509KeyPair(r.Pair.Certificate, r.Pair.Key)
	if err != nil {
		return nil, err
	}
	server.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
	server.EnableHTTP2 = true
	server.StartTLS()
	return server, nil
}
