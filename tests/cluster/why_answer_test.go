package cluster

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// explanation is what `claimscope explain … -o json` prints.
type explanation struct {
	Object, State, Verdict, Reason, Summary string
	Nodes                                   []struct {
		Name    string
		Fits    bool
		Reasons []struct{ ID, Detail string }
	}
	Fixes     []struct{ ID, Text, Effect, Command string }
	Evidence  []struct{ Object, Field, Value, Rule string }
	Scheduler struct{ Agreement, Message, Note string }
}

// late counts answers that had to be asked for again: libcurl 7.88 lets a list on a busy HTTP/2 connection stand still at times.
var late atomic.Int64

// explain asks claimscope, in turn with other processes or at once.
func explain(ctx context.Context, binary, home string, s subject, inTurn bool) (explanation, error) {
	if inTurn {
		processes <- struct{}{}
		defer func() { <-processes }()
	}
	for try := 1; ; try++ {
		said, err := explainOnce(ctx, binary, home, s)
		if err == nil || try == 3 || !strings.Contains(err.Error(), "no complete answer within") {
			return said, err
		}
		late.Add(1)
	}
}

func explainOnce(ctx context.Context, binary, home string, s subject) (explanation, error) {
	var said explanation
	source := []string{"--file", os.Getenv("CLAIMSCOPE_RECORD")}
	if shared != nil {
		source = []string{"--kubeconfig", shared.Admin()}
	}
	ran, err := execute(ctx, 30*time.Second, binary, home, append([]string{"explain", s.kind, s.object, "-o", "json", "--timeout", "8s"}, source...))
	if err != nil {
		return said, err
	}
	if err := json.Unmarshal([]byte(ran.stdout), &said); err != nil {
		return said, fmt.Errorf("explain %s %s: exit %d: %w\n%s%.400s", s.kind, s.object, ran.status, err, ran.stderr, ran.stdout)
	}
	if ran.stderr != "" { // something did not answer
		return said, fmt.Errorf("explain %s %s: %s", s.kind, s.object, ran.stderr)
	}
	if positive := said.Verdict == "allocated" || said.Verdict == "canFit"; ran.status > 1 || positive != (ran.status == 0) {
		err = fmt.Errorf("explain %s %s: exit %d for the verdict %q", s.kind, s.object, ran.status, said.Verdict)
	}
	return said, err
}

// subject is an object that is explained.
type subject struct{ kind, object string }

// subjects are the claim, if there is one, and the pods that wait.
func (f failure) subjects(see api) ([]subject, error) {
	var all []subject
	switch f.claim {
	case "-":
	case "*":
		var claims struct{ Items []claim }
		if err := see.get("/apis/resource.k8s.io/v1/namespaces/"+f.namespace()+"/resourceclaims", &claims); err != nil {
			return nil, err
		}
		for _, c := range claims.Items {
			all = append(all, subject{"claim", c.Metadata.key()})
		}
	case "":
		all = append(all, subject{"claim", f.namespace() + "/wanted"})
	default:
		all = append(all, subject{"claim", f.namespace() + "/" + f.claim})
	}
	pods, err := see.pods(f.namespace(), "waits")
	for _, p := range pods {
		all = append(all, subject{"pod", p.key()})
	}
	return all, err
}

// explainAndFix says which fix was used.
func (f failure) explainAndFix(ctx context.Context, see api, binary, home string) (string, error) {
	subjects, err := f.subjects(see)
	if err != nil {
		return "", err
	}
	var wrong []error
	var answers []explanation
	for _, s := range subjects {
		// What was done after the pod waits may pass by itself: such a case does not queue.
		said, err := explain(ctx, binary, home, s, f.after == "")
		if err == nil {
			err = f.check(s, said)
		}
		answers, wrong = append(answers, said), append(wrong, err)
	}
	fix, command := "the table's fix", f.fix
	switch own := answers[0].Fixes; {
	case len(own) == 0 && answers[0].Verdict == "canFit": // there is nothing to put right
	case len(own) == 0:
		wrong = append(wrong, errors.New("no fix is offered"))
	case runnable(own[0].Command):
		fix, command = "own fix: "+own[0].Text, own[0].Command
	default:
		fix += ", because the answer's is to be done by hand: " + own[0].Text + ": " + own[0].Command
		if !f.byHand {
			wrong = append(wrong, errors.New(fix))
		}
	}
	if err := f.apply(ctx, see, command); err != nil {
		return fix, errors.Join(append(wrong, fmt.Errorf("%s: %w", fix, err))...)
	}
	// Live: the same question again, now that it runs.
	for _, s := range subjects {
		if said, err := f.whenRunning(ctx, see, binary, home, s); err != nil || said.Verdict != "allocated" || said.Reason != "Running" {
			wrong = append(wrong, fmt.Errorf("%s %s runs, but: %s %s %q: %w", s.kind, s.object, said.Verdict, said.Reason, said.Summary, err))
		}
	}
	return fix, errors.Join(wrong...)
}

// apply runs the fix and waits until the pod runs with its claims.
func (f failure) apply(ctx context.Context, see api, command string) error {
	if err := shell(ctx, f.namespace(), command); err != nil {
		return err
	}
	return running(ctx, see, f.namespace(), "waits", fixLimit)
}

// whenRunning explains the pods that run now: a Deployment has made others.
func (f failure) whenRunning(ctx context.Context, see api, binary, home string, was subject) (explanation, error) {
	now, err := f.subjects(see)
	if err != nil {
		return explanation{}, err
	}
	if i := slices.IndexFunc(now, func(s subject) bool { return s.kind == was.kind }); i >= 0 && f.claim == "*" {
		was = now[i]
	}
	return explain(ctx, binary, home, was, true)
}

// check compares an answer with the table.
func (f failure) check(s subject, said explanation) error {
	var wrong []error
	expect := func(holds bool, format string, values ...any) {
		if !holds {
			wrong = append(wrong, fmt.Errorf("%s %s: %s", s.kind, s.object, fmt.Sprintf(format, values...)))
		}
	}
	expect(said.Object == s.object, "the answer is about %q", said.Object)
	expect(said.Reason == f.reason, "reason %s instead of %s: %s", said.Reason, f.reason, said.Summary)
	expect(slices.Contains(f.verdicts, said.Verdict), "verdict %s instead of %v", said.Verdict, f.verdicts)
	expect(strings.Contains(said.Summary, f.names), "the sentence does not name %s: %s", f.names, said.Summary)
	expect(len(said.Evidence) > 0, "no evidence")
	for _, e := range said.Evidence {
		expect(e.Object != "" && e.Value != "", "evidence without object or value: %+v", e)
	}
	expect(said.Scheduler.Agreement != "differs", "differs from the scheduler, which says %q: %s",
		said.Scheduler.Message, said.Scheduler.Note)
	return errors.Join(wrong...)
}

var (
	placeholder = regexp.MustCompile(`<[A-Za-z][A-Za-z -]*>|\.\.\.|…`)
	changes     = regexp.MustCompile(`kubectl (-n \S+ )?(annotate|apply|create|delete|label|patch|replace|scale|taint|uncordon) `)
	writtenBy   = regexp.MustCompile(`> (\S+\.yaml)`)
	ownFile     = regexp.MustCompile(`-f (\S+\.yaml)`)
)

// runnable tells a command that changes something by itself from one that a person has to complete or to read.
func runnable(command string) bool {
	if file := ownFile.FindStringSubmatch(command); file != nil { // the person's, unless the command writes it
		if written := writtenBy.FindStringSubmatch(command); written == nil || written[1] != file[1] {
			return false
		}
	}
	return changes.MatchString(command) && !placeholder.MatchString(command)
}
