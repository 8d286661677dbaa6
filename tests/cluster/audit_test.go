package cluster

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// written is one line of the audit log: something that somebody wrote, or tried to.
type written struct {
	Verb       string
	RequestURI string
	UserAgent  string
	User       struct{ Username string }
	ObjectRef  struct{ Resource, Subresource, Namespace, Name string }
	// Of evictions only.
	RequestObject struct {
		Kind          string
		DeleteOptions struct {
			Preconditions struct{ UID string }
			DryRun        []string
		}
	}
	ResponseStatus           struct{ Code int }
	RequestReceivedTimestamp time.Time
}

func (w written) dryRun() bool {
	return strings.Contains(w.RequestURI, "dryRun=All")
}

// turnedAway says whether the server had too much to do and sent it away unread (429 by priority and fairness): nothing was asked.
// One that a disruption budget refuses was read, and the log has what it said.
func (w written) turnedAway() bool {
	return w.ResponseStatus.Code == http.StatusTooManyRequests && w.ObjectRef.Subresource == "eviction" && w.RequestObject.Kind == ""
}

// changes says whether the server kept anything of it: reviews are created, and nothing is stored.
func (w written) changes() bool {
	return !w.dryRun() && !strings.HasSuffix(w.ObjectRef.Resource, "reviews") && w.ResponseStatus.Code < 300
}

// auditOfClaimscope is what Claimscope wrote since a moment.
func auditOfClaimscope(t *testing.T, since time.Time) []written {
	t.Helper()
	return slices.DeleteFunc(auditLines(t, since), func(line written) bool { return !strings.HasPrefix(line.UserAgent, "claimscope") })
}

// auditOf is what one user's Claimscope wrote: tests that run beside others have a user of their own.
func auditOf(t *testing.T, user string, since time.Time) []written {
	t.Helper()
	return slices.DeleteFunc(auditOfClaimscope(t, since), func(line written) bool { return line.User.Username != user })
}

// auditLines are all writes since a moment, whoever wrote.
func auditLines(t *testing.T, since time.Time) []written {
	t.Helper()
	file, err := os.Open(filepath.Join(shared.Dir, "log", "audit.log"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out []written
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 4<<20)
	for scanner.Scan() {
		var line written
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			continue // the last line may be half written
		}
		if !line.RequestReceivedTimestamp.Before(since) && !line.turnedAway() {
			out = append(out, line)
		}
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
