package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// validate proves the replay server against a real one: it is given what the real one holds, and then must answer with the same bytes.
// What may differ is the resourceVersion of a list as a whole and the order of initial events.
func validate(o *options, real, token string) error {
	data := filepath.Join(o.work, "real")
	made := exec.Command(program(o, "replay"), "-make", "-scale", "all", "-data", data, "-from", real, "-from-token", token)
	made.Stderr = os.Stderr
	if err := made.Run(); err != nil {
		return err
	}
	o.data = o.work
	s, err := startServer(o, "real")
	if err != nil {
		return err
	}
	defer s.stop()
	all, err := s.digests()
	if err != nil {
		return err
	}
	differs, same := 0, 0
	for resource, t := range all {
		for _, accept := range []string{"application/json", "application/vnd.kubernetes.protobuf"} {
			for _, query := range []string{"", "?limit=3", "?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"} {
				want, err := answerOf(real+t.Path+query, token, accept)
				if err != nil {
					return err
				}
				got, err := answerOf(s.url+t.Path+query, s.token, accept)
				if err != nil {
					return err
				}
				if !slices.EqualFunc(normal(got, query, accept), normal(want, query, accept), bytes.Equal) {
					differs++
					fmt.Printf("DIFFERS: %s %s%s: %d bytes, the real server sends %d\n", resource, accept, query, len(got), len(want))
					_ = os.WriteFile(filepath.Join(os.TempDir(), "differs.replay"), got, 0o600)
					_ = os.WriteFile(filepath.Join(os.TempDir(), "differs.real"), want, 0o600)
				} else {
					same++
				}
			}
		}
	}
	fmt.Printf("%d answers equal byte for byte, %d differ (%d kinds; lists, pages and initial events; JSON and protobuf)\n", same, differs, len(all))
	if differs > 0 {
		return fmt.Errorf("the replay server is not like the real one")
	}
	return nil
}

// answerOf reads a list, or a stream until its initial events end.
func answerOf(url, token, accept string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Accept", accept)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableCompression: true}}
	answer, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(answer.Body)
		return nil, fmt.Errorf("%s: %s: %s", url, answer.Status, body)
	}
	if !strings.Contains(url, "watch=1") {
		return io.ReadAll(answer.Body)
	}
	var out bytes.Buffer
	reader := bufio.NewReader(answer.Body)
	for {
		var event []byte
		if strings.Contains(accept, "protobuf") {
			head := make([]byte, 4)
			if _, err := io.ReadFull(reader, head); err != nil {
				return nil, err
			}
			event = make([]byte, binary.BigEndian.Uint32(head))
			if _, err := io.ReadFull(reader, event); err != nil {
				return nil, err
			}
			event = append(head, event...)
		} else if event, err = reader.ReadBytes('\n'); err != nil {
			return nil, err
		}
		out.Write(event)
		if bytes.Contains(event, []byte("k8s.io/initial-events-end")) {
			return out.Bytes(), nil
		}
	}
}

var (
	listVersion = regexp.MustCompile(`^(\{"kind":"[A-Za-z]+","apiVersion":"[^"]*","metadata":\{"resourceVersion":")[0-9]+(","continue":")?[^"]*`)
)

// normal takes out what may differ: a list's own version and continue token, the order of events and the version of the bookmark.
func normal(body []byte, query, accept string) [][]byte {
	isProtobuf := strings.Contains(accept, "protobuf")
	if !strings.Contains(query, "watch=1") {
		if isProtobuf {
			return [][]byte{withoutListMeta(body)}
		}
		return [][]byte{listVersion.ReplaceAll(body, []byte("$1"))}
	}
	var events [][]byte
	if isProtobuf {
		for rest := body; len(rest) >= 4; {
			n := 4 + int(binary.BigEndian.Uint32(rest))
			events = append(events, rest[:n])
			rest = rest[n:]
		}
	} else {
		events = bytes.SplitAfter(bytes.TrimSuffix(body, []byte("\n")), []byte("\n"))
	}
	var out [][]byte
	for _, event := range events {
		if !bytes.Contains(event, []byte("k8s.io/initial-events-end")) {
			out = append(out, bytes.TrimSuffix(event, []byte("\n")))
		}
	}
	slices.SortFunc(out, bytes.Compare)
	return out
}

// withoutListMeta gives the items of a protobuf list: their frames, without what stands before.
func withoutListMeta(body []byte) []byte {
	rest := body[4:]
	var list []byte
	for len(rest) > 0 {
		tag, n := binary.Uvarint(rest)
		size, m := binary.Uvarint(rest[n:])
		value := rest[n+m:][:size]
		if tag == 2<<3|2 {
			list = value
		}
		rest = rest[n+m+int(size):]
	}
	if len(list) > 0 && list[0] == 1<<3|2 {
		size, m := binary.Uvarint(list[1:])
		list = list[1+m+int(size):]
	}
	return list
}
