package control

import (
	"crypto/tls"
	"net/http"
	"time"
)

// Client is an administrator's HTTP client. Where a test asks the same question
// many times a second, a process of kubectl for each would take the machine.
func (c *Cluster) Client() (*http.Client, error) {
	pair, err := c.authority.Client("claimscope-probe", "system:masters")
	if err != nil {
		return nil, err
	}
	certificate, err := tls.X509KeyPair(pair.Certificate, pair.Key)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 8, TLSClientConfig: &tls.Config{
		Certificates: []tls.Certificate{certificate},
		// The controller manager and the scheduler sign their own serving
		// certificates, and this only asks this machine.
		InsecureSkipVerify: true,
	}}
	return &http.Client{Transport: transport, Timeout: 5 * time.Second}, nil
}
