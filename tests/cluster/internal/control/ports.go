package control

import (
	"fmt"
	"math/rand/v2"
	"net"
)

type ports struct {
	etcdClient, etcdPeer, apiserver, controllerManager, scheduler, kwok int
}

// freePorts picks loopback ports below the ephemeral range (32768 and up on
// Linux): an outgoing connection must not take the apiserver's port while the
// apiserver is being restarted.
func freePorts() (ports, error) {
	var p ports
	wanted := []*int{&p.etcdClient, &p.etcdPeer, &p.apiserver, &p.controllerManager, &p.scheduler, &p.kwok}
	for _, port := range wanted {
		for try := 0; *port == 0; try++ {
			if try == 1000 {
				return p, fmt.Errorf("no free port between 20000 and 30000")
			}
			candidate := 20000 + rand.IntN(10000)
			listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", candidate))
			if err != nil {
				continue
			}
			// Held until all are chosen, so that none is chosen twice.
			defer listener.Close()
			*port = candidate
		}
	}
	return p, nil
}
