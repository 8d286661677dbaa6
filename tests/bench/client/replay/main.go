// replay: an API server that serves a recorded or simulated cluster from memory, encoded once by upstream's serialisers, so that in a
// benchmark the client is what is measured. Read-only; 127.0.0.1 only.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func (s *server) ServeHTTP(writer http.ResponseWriter, r *http.Request) {
	entry := s.log.begin(r)
	w := &counted{writer, entry}
	defer func() {
		entry.TookMs = time.Now().UnixMilli() - entry.AtMs
		s.log.end(entry)
	}()
	if r.Header.Get("Authorization") != "Bearer "+s.token {
		refuse(w, http.StatusUnauthorized, "Unauthorized", "Unauthorized")
		return
	}
	if r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/apis/authorization.k8s.io/v1/selfsubject") {
		s.review(w, r)
		return
	}
	if r.Method != http.MethodGet {
		refuse(w, http.StatusMethodNotAllowed, "MethodNotAllowed", "the replay server is read-only")
		return
	}
	if discover(w, r) {
		return
	}
	k, namespace, name, ok := resolve(r.URL.Path)
	switch {
	case !ok:
		refuse(w, http.StatusNotFound, "NotFound", "the server could not find the requested resource")
	case name != "":
		s.get(w, r, k, namespace, name)
	case r.URL.Query().Get("watch") == "1" || r.URL.Query().Get("watch") == "true":
		s.watch(w, r, k, namespace)
	default:
		s.list(w, r, k, namespace)
	}
}

// resolve finds kind, namespace and name in a path.
func resolve(path string) (k kind, namespace, name string, ok bool) {
	for _, candidate := range kinds {
		base := strings.TrimSuffix(candidate.path(), candidate.resource)
		rest, found := strings.CutPrefix(path, base)
		if !found {
			continue
		}
		parts := strings.Split(rest, "/")
		if candidate.namespaced && len(parts) >= 3 && parts[0] == "namespaces" {
			namespace, parts = parts[1], parts[2:]
		}
		if parts[0] != candidate.resource || len(parts) > 2 {
			namespace = ""
			continue
		}
		if len(parts) == 2 {
			name = parts[1]
		}
		return candidate, namespace, name, true
	}
	return kind{}, "", "", false
}

func certificate() (tls.Certificate, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "replay"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(240 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true, IsCA: true,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"localhost"}}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, nil, err
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), nil
}

func kubeconfig(url, token string, authority []byte) ([]byte, error) {
	type object = map[string]any
	return json.MarshalIndent(object{"apiVersion": "v1", "kind": "Config", "current-context": "replay",
		"clusters": []any{object{"name": "replay", "cluster": object{"server": url, "certificate-authority-data": base64.StdEncoding.EncodeToString(authority)}}},
		"users":    []any{object{"name": "bench", "user": object{"token": token}}},
		"contexts": []any{object{"name": "replay", "context": object{"cluster": "replay", "user": "bench", "namespace": "default"}}}}, "", "  ")
}

// dataset makes the folder of a scale when it is not there, from a running API server.
func dataset(folder, scaleName, from, token string) error {
	if _, err := os.Stat(filepath.Join(folder, "version")); err == nil {
		return nil
	}
	if scaleName == "empty" {
		return buildEmpty(folder)
	}
	if from == "" {
		return fmt.Errorf("there is no data set in %s; make it with --from URL", folder)
	}
	made := folder + ".part"
	_ = os.RemoveAll(made)
	var of *scale
	if scaleName != "all" {
		if of = newScale(scaleName); of == nil {
			return fmt.Errorf("there is no scale %q: S, L, X or all", scaleName)
		}
	}
	if err := build(newSource(from, token), of, made); err != nil {
		return err
	}
	return os.Rename(made, folder)
}

func run() error {
	folder := flag.String("data", "", "folder of the data set")
	scaleName := flag.String("scale", "S", "S, L, X: part of the simulated cluster; empty: nothing; all: everything as the server has it")
	from := flag.String("from", "", "API server to make the data set from when the folder is not there")
	fromToken := flag.String("from-token", "fake-api-server-token", "bearer token for that")
	makeOnly := flag.Bool("make", false, "only make the data set")
	config := flag.String("kubeconfig", "", "where to write a kubeconfig")
	adminFile := flag.String("admin", "", "where to write the address of the admin port")
	table := flag.Bool("table", true, "serve Tables")
	flag.Parse()
	if err := dataset(*folder, *scaleName, *from, *fromToken); err != nil || *makeOnly {
		return err
	}
	tables, version, err := openFolder(*folder)
	if err != nil {
		return err
	}
	pair, authority, err := certificate()
	if err != nil {
		return err
	}
	raw, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	l := &listener{Listener: raw, traffic: &traffic{}, link: &link{}}
	s := &server{world: newWorld(tables, version), token: "replay-server-token", log: &requestLog{}, table: *table}
	adminAddress, err := serveAdmin(&admin{server: s, listener: l})
	if err != nil {
		return err
	}
	https := &http.Server{Handler: s, TLSConfig: &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, ErrorLog: log.New(os.Stderr, "", 0)}
	content, err := kubeconfig("https://"+raw.Addr().String(), s.token, authority)
	if err != nil {
		return err
	}
	if *adminFile != "" {
		if err := os.WriteFile(*adminFile, []byte("http://"+adminAddress), 0o600); err != nil {
			return err
		}
	}
	if *config != "" {
		if err := os.WriteFile(*config+".part", content, 0o600); err != nil {
			return err
		}
		if err := os.Rename(*config+".part", *config); err != nil {
			return err
		}
	}
	fmt.Fprintf(os.Stderr, "replay: https://%s, admin http://%s\n", raw.Addr(), adminAddress)
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	go func() {
		<-stop
		os.Exit(0)
	}()
	return https.ServeTLS(l, "", "")
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "replay:", err)
		os.Exit(1)
	}
}
