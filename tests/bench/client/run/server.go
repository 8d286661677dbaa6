package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// server is a running replay server and its admin port.
type server struct {
	command            *exec.Cmd
	admin, url, config string
	token              string
}

type truth struct {
	Count    int
	Digest   string
	JSON     int64
	Protobuf int64
	Path     string
}

type request struct {
	Method, URI, Accept, Encoding, Agent string
	Status                               int
	Bytes                                int64
}

func startServer(o *options, scale string) (*server, error) {
	s := &server{config: filepath.Join(o.work, scale+".kubeconfig"), token: "replay-server-token"}
	_ = os.Remove(s.config)
	admin := filepath.Join(o.work, scale+".admin")
	s.command = exec.Command(program(o, "replay"), "-scale", scale, "-data", filepath.Join(o.data, scale), "-kubeconfig", s.config, "-admin", admin)
	log, err := os.Create(filepath.Join(o.work, "replay.log"))
	if err != nil {
		return nil, err
	}
	s.command.Stderr = log
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- s.command.Wait() }()
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); {
		if content, err := os.ReadFile(s.config); err == nil {
			var parsed struct {
				Clusters []struct{ Cluster struct{ Server string } }
			}
			if err := json.Unmarshal(content, &parsed); err != nil {
				return nil, err
			}
			s.url = parsed.Clusters[0].Cluster.Server
			address, err := os.ReadFile(admin)
			s.admin = string(address)
			return s, err
		}
		select {
		case <-ended:
			text, _ := os.ReadFile(log.Name())
			return nil, fmt.Errorf("the replay server ended: %s", text)
		case <-time.After(50 * time.Millisecond):
		}
	}
	return nil, fmt.Errorf("the replay server does not start")
}

func (s *server) stop() {
	if s.command != nil && s.command.Process != nil {
		_ = s.command.Process.Kill()
		s.command.Process.Release()
		s.command = nil
	}
}

func (s *server) call(path string, into any) error {
	answer, err := http.Get(s.admin + path)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", path, body)
	}
	if err == nil && into != nil {
		err = json.Unmarshal(body, into)
	}
	return err
}

func (s *server) reset() error { return s.call("/reset", nil) }

type stats struct {
	Sent, Received, Connections, Watching int64
	Requests                              []request
}

func (s *server) callStats(out *stats) error { return s.call("/stats", out) }

func (s *server) sent() (int64, error) {
	var out stats
	err := s.callStats(&out)
	return out.Sent, err
}

func (s *server) digests() (map[string]truth, error) {
	var out map[string]truth
	err := s.call("/digests", &out)
	return out, err
}

// waitWatching waits until a client has all its watches open.
func (s *server) waitWatching(watches int64, most time.Duration) error {
	for deadline := time.Now().Add(most); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		var out stats
		if err := s.callStats(&out); err != nil {
			return err
		}
		if out.Watching >= watches {
			return nil
		}
	}
	return fmt.Errorf("the client has not opened its %d watches in %v", watches, most)
}

// elsewhere gives a kubeconfig that names the server by a number, so that clients do not take it for the machine they run on.
func (s *server) elsewhere(o *options) (string, error) {
	content, err := os.ReadFile(s.config)
	if err != nil {
		return "", err
	}
	path := s.config + ".far"
	return path, os.WriteFile(path, []byte(strings.Replace(string(content), "//127.0.0.1:", "//2130706433:", 1)), 0o600)
}
