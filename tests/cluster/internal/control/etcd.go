package control

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
)

// Change is one key of etcd as it became; nil Value means deleted.
type Change struct {
	Key      string
	Revision int64
	Value    []byte
}

type keyValue struct {
	Key         []byte
	Value       []byte
	ModRevision string `json:"mod_revision"`
}

func (kv keyValue) change() (Change, error) {
	revision, err := strconv.ParseInt(kv.ModRevision, 10, 64)
	return Change{string(kv.Key), revision, kv.Value}, err
}

// StoreRange reads every key below a prefix, and the revision of the answer. It asks
// etcd itself, past the apiserver and its caches.
func (c *Cluster) StoreRange(ctx context.Context, prefix string) ([]Change, int64, error) {
	var answer struct {
		Header struct{ Revision string }
		Kvs    []keyValue
	}
	body, err := c.askStore(ctx, "/v3/kv/range", map[string]any{"key": encode64([]byte(prefix)), "range_end": encode64(after(prefix))})
	if err != nil {
		return nil, 0, err
	}
	defer body.Close()
	if err := json.NewDecoder(body).Decode(&answer); err != nil {
		return nil, 0, err
	}
	revision, err := strconv.ParseInt(answer.Header.Revision, 10, 64)
	if err != nil {
		return nil, 0, err
	}
	var all []Change
	for _, kv := range answer.Kvs {
		one, err := kv.change()
		if err != nil {
			return nil, 0, err
		}
		all = append(all, one)
	}
	return all, revision, nil
}

// StorePut writes one key past the apiserver, which takes it for a write of another apiserver: for what no API can set, such as
// when an object was made. The value may be JSON.
func (c *Cluster) StorePut(ctx context.Context, key string, value []byte) error {
	body, err := c.askStore(ctx, "/v3/kv/put", map[string]any{"key": encode64([]byte(key)), "value": encode64(value)})
	if err != nil {
		return err
	}
	return body.Close()
}

// StoreWatch hands over every change below a prefix from a revision on, until the
// context ends or the store goes away. Changes of one transaction come together.
func (c *Cluster) StoreWatch(ctx context.Context, prefix string, from int64, see func([]Change)) error {
	body, err := c.askStore(ctx, "/v3/watch", map[string]any{"create_request": map[string]any{
		"key": encode64([]byte(prefix)), "range_end": encode64(after(prefix)), "start_revision": strconv.FormatInt(from, 10)}})
	if err != nil {
		return err
	}
	defer body.Close()
	lines := bufio.NewReaderSize(body, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("watch of etcd: %w", err)
		}
		var message struct {
			Result struct {
				Canceled bool
				Events   []struct {
					Type string
					Kv   keyValue
				}
			}
		}
		if err := json.Unmarshal(line, &message); err != nil {
			return err
		}
		if message.Result.Canceled {
			return errors.New("etcd cancelled the watch")
		}
		var changes []Change
		for _, event := range message.Result.Events {
			one, err := event.Kv.change()
			if err != nil {
				return err
			}
			if event.Type == "DELETE" {
				one.Value = nil
			}
			changes = append(changes, one)
		}
		see(changes)
	}
}

func (c *Cluster) askStore(ctx context.Context, path string, question any) (io.ReadCloser, error) {
	data, err := json.Marshal(question)
	if err != nil {
		return nil, err
	}
	url := fmt.Sprintf("http://127.0.0.1:%d%s", c.ports.etcdClient, path)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		answer.Body.Close()
		return nil, fmt.Errorf("etcd answers %s to %s", answer.Status, path)
	}
	return answer.Body, nil
}

// after is the first key that does not begin with a prefix.
func after(prefix string) []byte {
	end := []byte(prefix)
	end[len(end)-1]++
	return end
}

// BackUpStore copies etcd's data to a directory; etcd is away for a moment, the apiserver waits for it.
func (c *Cluster) BackUpStore(ctx context.Context, to string) error {
	if err := c.stopOne("etcd"); err != nil {
		return err
	}
	if err := os.CopyFS(to, os.DirFS(c.file("etcd"))); err != nil {
		return err
	}
	if err := c.launch("etcd"); err != nil {
		return err
	}
	return c.waitForServer(ctx)
}

// RestoreStore stops the server and its store, puts a backup in the place of the data and starts both: the revisions
// go back to where they were.
func (c *Cluster) RestoreStore(ctx context.Context, from string) error {
	c.running["kube-apiserver"].kill()
	if err := c.stopOne("etcd"); err != nil {
		return err
	}
	if err := os.RemoveAll(c.file("etcd")); err != nil {
		return err
	}
	if err := os.CopyFS(c.file("etcd"), os.DirFS(from)); err != nil {
		return err
	}
	if err := os.Chmod(c.file("etcd"), 0o700); err != nil {
		return err
	}
	if err := c.launch("etcd", "kube-apiserver"); err != nil {
		return err
	}
	return c.waitForServer(ctx)
}
