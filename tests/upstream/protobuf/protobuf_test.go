package protobuf

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

const (
	jsonType     = "application/json"
	protobufType = "application/vnd.kubernetes.protobuf"
)

func comparer(t *testing.T) string {
	path := os.Getenv("CLAIMSCOPE_COMPARE_PROTOBUF")
	if path == "" {
		t.Skip("CLAIMSCOPE_COMPARE_PROTOBUF does not name compare_protobuf")
	}
	return path
}

func number(name string, otherwise int64) int64 {
	if value, err := strconv.ParseInt(os.Getenv(name), 10, 64); err == nil {
		return value
	}
	return otherwise
}

// compare runs compare_protobuf on what `produce` writes.
func compare(t *testing.T, produce func(*bufio.Writer) error) {
	t.Helper()
	command := exec.Command(comparer(t))
	pipe, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	writer := bufio.NewWriterSize(pipe, 1<<20)
	failure := produce(writer)
	if failure == nil {
		failure = writer.Flush()
	}
	pipe.Close()
	if err := command.Wait(); err != nil {
		t.Errorf("%v", err)
	}
	if failure != nil {
		t.Errorf("writing cases: %v", failure)
	}
	t.Logf("%s", output.String())
}

// TestTestdata compares every pair that k8s.io/api keeps of our kinds, of this release and of older ones.
func TestTestdata(t *testing.T) {
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "k8s.io/api").Output()
	if err != nil {
		t.Fatal(err)
	}
	folders, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(module)), "testdata", "*"))
	compare(t, func(out *bufio.Writer) error {
		pairs := 0
		for _, folder := range folders {
			for _, k := range kinds {
				for _, suffix := range []string{"", ".after_roundtrip"} {
					base := filepath.Join(folder, k.fileName()+suffix)
					protobuf, err := os.ReadFile(base + ".pb")
					if err != nil {
						continue // not in that release
					}
					text, err := os.ReadFile(base + ".json")
					if err != nil {
						return err
					}
					var compact bytes.Buffer // files are indented, servers write without blanks
					if err := json.Compact(&compact, text); err != nil {
						return err
					}
					pairs++
					name := filepath.Base(folder) + "/" + k.fileName() + suffix
					if err := write(out, k, "object", name, compact.Bytes(), protobuf); err != nil {
						return err
					}
				}
			}
		}
		if pairs < 60 {
			return fmt.Errorf("only %d pairs were found in %v", pairs, folders)
		}
		return nil
	})
}

// TestRandom compares random objects, alone, in lists and in watch events.
func TestRandom(t *testing.T) {
	comparer(t)
	seed := number("CLAIMSCOPE_SEED", time.Now().UnixNano()%1_000_000)
	count := int(number("CLAIMSCOPE_CASES", 10_000))
	t.Logf("seed %d, %d objects", seed, count)
	fill := filler(seed)
	var drawn []kind
	for _, k := range kinds {
		for i := 0; i < k.weight; i++ {
			drawn = append(drawn, k)
		}
	}
	bytesJSON, bytesProtobuf := 0, 0
	compare(t, func(out *bufio.Writer) error {
		for i := 0; i < count; i++ {
			k := drawn[i%len(drawn)]
			form, name := []string{"object", "event", "list"}[i/len(drawn)%3], fmt.Sprintf("case-%d", i)
			encode := func(w wire) ([]byte, error) { return nil, nil }
			switch form {
			case "list":
				list := k.newList()
				fill.Fill(reflect.ValueOf(list).Elem().FieldByName("ListMeta").Addr().Interface())
				items := make([]runtime.Object, 0, 3)
				for n := 0; n < 3; n++ {
					item := k.new()
					fill.Fill(item)
					items = append(items, item)
				}
				if err := meta.SetList(list, items); err != nil {
					return err
				}
				i += 2
				encode = func(w wire) ([]byte, error) { return w.encode(list) }
			case "event":
				object := k.new()
				fill.Fill(object)
				kinds := []string{"ADDED", "MODIFIED", "DELETED", "BOOKMARK"}
				encode = func(w wire) ([]byte, error) { return w.encodeEvent(kinds[i%len(kinds)], object) }
			default:
				object := k.new()
				fill.Fill(object)
				encode = func(w wire) ([]byte, error) { return w.encode(object) }
			}
			text, err := encode(newWire(jsonType, k))
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			protobuf, err := encode(newWire(protobufType, k))
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			bytesJSON += len(text)
			bytesProtobuf += len(protobuf)
			if err := write(out, k, form, name, text, protobuf); err != nil {
				return err
			}
		}
		return nil
	})
	t.Logf("%d bytes of JSON, %d of protobuf", bytesJSON, bytesProtobuf)
}

// TestAnswers compares what is no object: a Status in a watch, the bookmark that ends the initial events, an empty list.
func TestAnswers(t *testing.T) {
	pods := kinds[0]
	bookmark := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{ResourceVersion: "12", Annotations: map[string]string{metav1.InitialEventsAnnotationKey: "true"}}}
	expired := apierrors.NewResourceExpired("too old resource version: 1 (2)").Status()
	throttled := apierrors.NewTooManyRequests("slow down", 7).Status()
	remaining := int64(3)
	list := &corev1.PodList{ListMeta: metav1.ListMeta{ResourceVersion: "5", Continue: "more", RemainingItemCount: &remaining}}
	compare(t, func(out *bufio.Writer) error {
		for name, encode := range map[string]func(wire) ([]byte, error){
			"event bookmark":  func(w wire) ([]byte, error) { return w.encodeEvent("BOOKMARK", bookmark) },
			"event expired":   func(w wire) ([]byte, error) { return w.encodeEvent("ERROR", &expired) },
			"event throttled": func(w wire) ([]byte, error) { return w.encodeEvent("ERROR", &throttled) },
			"event newer":     func(w wire) ([]byte, error) { return w.encodeEvent("REPLACED", bookmark) },
			"list empty":      func(w wire) ([]byte, error) { return w.encode(list) },
		} {
			text, err := encode(newWire(jsonType, pods))
			if err != nil {
				return err
			}
			protobuf, err := encode(newWire(protobufType, pods))
			if err != nil {
				return err
			}
			form, rest, _ := strings.Cut(name, " ")
			if err := write(out, pods, form, rest, text, protobuf); err != nil {
				return err
			}
		}
		return nil
	})
}
