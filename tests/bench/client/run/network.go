package main

import (
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"
)

// slowLink loads over 20 Mbit/s and 150 ms. The server is named so that clients do not take it for their own machine.
func slowLink(o *options, scale string) error {
	s, err := startServer(o, scale)
	if err != nil {
		return err
	}
	defer s.stop()
	all, err := s.digests()
	if err != nil {
		return err
	}
	far, err := s.elsewhere(o)
	if err != nil {
		return err
	}
	fmt.Printf("\n| %s over 20 Mbit/s and 150 ms | first picture ms | everything ms | MB on the wire | everything / (bytes / bandwidth) |\n|---|---|---|---|---|\n", scale)
	programs := []client{claimscope(o, far), informers(o, shippedName, s.config)}
	for _, floor := range floors(s, all) {
		if floor.name == floorGzip {
			if scale != "S" {
				_, _ = runOnce(floor) // so that the server has compressed the lists before they are timed
			}
			programs = append(programs, floor)
		}
	}
	if err := s.call("/link?mbit=20&ms=150", nil); err != nil {
		return err
	}
	for _, p := range programs {
		if o.only != "" && !strings.Contains(p.name, o.only) {
			continue
		}
		if err := s.reset(); err != nil {
			return err
		}
		r, err := runOnce(p)
		if err != nil {
			return err
		}
		bytes, err := s.sent()
		if err != nil {
			return err
		}
		first, full := "-", r.wallMs
		if p.report {
			full = r.number("fullSyncMs")
		}
		if p.name == claimscopeName {
			first = fmt.Sprint(r.number("firstPictureMs"))
		}
		fmt.Printf("| %s | %s | %d | %s | %.2f |\n", p.name, first, full, mega(bytes), float64(full)/(float64(bytes)*8/20e6*1000))
	}
	return nil
}

const (
	cutFor   = 60 * time.Second
	cutRate  = 50 // events a second that happen meanwhile
	cutAfter = 75 * time.Second
)

// cut ends all connections and refuses new ones for a minute, then counts what it costs to be up to date again.
func cut(o *options, scale string) error {
	fmt.Printf("\n| 60 s without the server at %s, %d events/s meanwhile | lists | watches with initial events | watches resumed | bytes of missed events and after | bytes received | CPU ms |\n|---|---|---|---|---|---|---|\n", scale, cutRate)
	for _, name := range []string{claimscopeName, clientGoName} {
		if o.only != "" && !strings.Contains(name, o.only) {
			continue
		}
		s, err := startServer(o, scale)
		if err != nil {
			return err
		}
		err = cutOnce(o, s, name)
		s.stop()
		if err != nil {
			return err
		}
	}
	return nil
}

// isList tells a list from the look at one object that asks how far the server is.
func isList(r request) bool {
	at, err := url.Parse(r.URI)
	if err != nil || r.Method != "GET" || at.Query().Has("watch") || at.Query().Get("limit") == "1" {
		return false
	}
	return at.Query().Has("limit") || at.Query().Get("resourceVersion") == "0"
}

func cutOnce(o *options, s *server, name string) error {
	total := 20*time.Second + cutFor + cutAfter
	c := claimscope(o, s.config, "--for", fmt.Sprintf("%ds", int(total.Seconds())))
	if name == clientGoName {
		c = informers(o, name, s.config, "-identity", "-for", total.String())
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer null.Close()
	command := c.command(null)
	if err := command.Start(); err != nil {
		return err
	}
	defer command.Wait()
	defer command.Process.Kill()
	if err := s.waitWatching(watches, 15*time.Second); err != nil {
		return err
	}
	time.Sleep(2 * time.Second)
	if err := s.call(fmt.Sprintf("/events?rate=%d", cutRate), nil); err != nil {
		return err
	}
	if err := s.call("/cut?seconds=60", nil); err != nil {
		return err
	}
	if err := s.reset(); err != nil {
		return err
	}
	before := take(command.Process.Pid)
	time.Sleep(cutFor)
	// A moment after the server is back the events end, so that what resumed watches bring is mostly what was missed.
	if err := s.call("/events?rate=0", nil); err != nil {
		return err
	}
	_ = s.waitWatching(watches, cutAfter)
	time.Sleep(time.Second)
	after := take(command.Process.Pid)
	var out stats
	if err := s.callStats(&out); err != nil {
		return err
	}
	lists, bytes := 0, out.Sent
	for _, r := range out.Requests {
		if isList(r) {
			lists++
		}
	}
	_ = command.Process.Kill()
	_ = command.Wait()
	time.Sleep(200 * time.Millisecond)
	if err := s.callStats(&out); err != nil {
		return err
	}
	initial, resumed, missed := 0, 0, int64(0)
	for _, r := range out.Requests {
		if strings.Contains(r.URI, "watch=") {
			missed += r.Bytes
			if strings.Contains(r.URI, "sendInitialEvents=true") {
				initial++
			} else {
				resumed++
			}
		}
	}
	fmt.Printf("| %s | %d | %d | %d | %d | %d | %d |\n", name, lists, initial, resumed, missed, bytes, after.cpuMs-before.cpuMs)
	return nil
}
