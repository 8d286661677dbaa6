package control

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// process is one running component of the control plane.
type process struct {
	name     string
	command  *exec.Cmd
	log      string
	expected atomic.Bool // its end is wanted
	done     chan struct{}
}

// launcher starts children from one operating system thread that never ends:
// the kernel kills a child with Pdeathsig when the *thread* that started it ends.
type launcher struct{ requests chan func() }

func newLauncher() *launcher {
	l := &launcher{make(chan func())}
	go func() {
		runtime.LockOSThread()
		for request := range l.requests {
			request()
		}
	}()
	return l
}

// start runs a program with its output appended to DIR/log/NAME.log and its id
// in DIR/run/NAME.pid. When it ends unasked, that is sent to failed.
func (l *launcher) start(dir, program, name string, arguments []string, failed chan<- error) (*process, error) {
	path := filepath.Join(dir, "log", name+".log")
	output, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer output.Close()
	command := exec.Command(program, arguments...)
	command.Stdout, command.Stderr, command.Dir = output, output, dir
	// Its own group, so that Ctrl-C in a terminal reaches only us and the order of the stop is ours.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	started := make(chan error)
	l.requests <- func() { started <- command.Start() }
	if err := <-started; err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	p := &process{name: name, command: command, log: path, done: make(chan struct{})}
	go func() {
		err := command.Wait()
		close(p.done)
		if !p.expected.Load() {
			select {
			case failed <- fmt.Errorf("%s ended: %v\n%s", name, err, tail(path, 15)):
			default: // one report is enough
			}
		}
	}()
	pid := filepath.Join(dir, "run", name+".pid")
	return p, os.WriteFile(pid, []byte(strconv.Itoa(command.Process.Pid)), 0o600)
}

// terminate asks the process to end.
func (p *process) terminate() {
	p.expected.Store(true)
	_ = p.command.Process.Signal(syscall.SIGTERM)
}

// kill ends the process at once and waits for it.
func (p *process) kill() {
	p.expected.Store(true)
	_ = p.command.Process.Kill()
	<-p.done
}

// finish waits for a terminated process and kills it after the patience is over:
// the apiserver may take more than 10 s to exit while watches are open.
func (p *process) finish(patience <-chan time.Time) {
	select {
	case <-p.done:
	case <-patience:
		p.kill()
	}
}

// tail returns the last lines of a file, for messages about a component that failed.
func tail(path string, lines int) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	all := strings.Split(strings.TrimSpace(string(data)), "\n")
	return strings.Join(all[max(0, len(all)-lines):], "\n")
}
