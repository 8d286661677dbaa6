package control

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"

	"claimscope.test/cluster/fixtures"
)

// The audit log names every write, so that a test can prove who wrote what.
const auditPolicy = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
- level: Request # an eviction names the uid that it means in its body
  verbs: [create]
  resources: [{group: "", resources: [pods/eviction]}]
- level: Metadata
  verbs: [create, update, patch, delete, deletecollection]
- level: None
`

// writeFiles fills the directory with everything the components read.
func (c *Cluster) writeFiles() error {
	for _, dir := range []string{"", "pki", "etcd", "log", "run"} {
		if err := os.MkdirAll(c.file(dir), 0o700); err != nil {
			return err
		}
	}
	if err := os.WriteFile(c.file("audit-policy.yaml"), []byte(auditPolicy), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(c.file("kwok-stages.yaml"), fixtures.Stages, 0o600); err != nil {
		return err
	}
	if like := c.options.Like; like != nil {
		c.authority = like.authority
		if err := os.RemoveAll(c.file("pki")); err != nil {
			return err
		}
		if err := os.CopyFS(c.file("pki"), os.DirFS(like.file("pki"))); err != nil {
			return err
		}
		for _, name := range []string{"admin", "token", "viewer", "nobody"} {
			text, err := os.ReadFile(like.file(name + ".kubeconfig"))
			if err != nil {
				return err
			}
			if err := os.WriteFile(c.file(name+".kubeconfig"), text, 0o600); err != nil {
				return err
			}
		}
		return nil
	}
	if err := c.writeAuthorities(); err != nil {
		return err
	}
	if err := c.writeCertificateUsers(); err != nil {
		return err
	}
	return c.writeTokenUsers()
}

func (c *Cluster) writeAuthorities() error {
	var err error
	if c.authority, err = NewAuthority("claimscope-test-ca"); err != nil {
		return err
	}
	pair, err := c.authority.pair()
	if err != nil {
		return err
	}
	if err := pair.write(c.file("pki"), "ca"); err != nil {
		return err
	}
	server, err := c.authority.Server()
	if err != nil {
		return err
	}
	if err := server.write(c.file("pki"), "server"); err != nil {
		return err
	}
	frontProxy, err := NewAuthority("claimscope-test-front-proxy-ca")
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.file("pki", "front-proxy-ca.crt"), frontProxy.PEM, 0o600); err != nil {
		return err
	}
	key, err := newServiceAccountKey()
	if err != nil {
		return err
	}
	return os.WriteFile(c.file("pki", "service-account.key"), key, 0o600)
}

func (c *Cluster) writeCertificateUsers() error {
	for _, user := range []struct{ path, name, group string }{
		{c.file("pki", "controller-manager.kubeconfig"), "system:kube-controller-manager", ""},
		{c.file("pki", "scheduler.kubeconfig"), "system:kube-scheduler", ""},
		{c.file("pki", "kwok.kubeconfig"), "kwok", "system:masters"},
		{c.Admin(), "claimscope-admin", "system:masters"},
	} {
		var groups []string
		if user.group != "" {
			groups = []string{user.group}
		}
		pair, err := c.authority.Client(user.name, groups...)
		if err != nil {
			return err
		}
		config := Kubeconfig{Server: c.Server(), CA: c.authority.PEM, Client: pair, User: user.name}
		if err := config.Write(user.path); err != nil {
			return err
		}
	}
	return nil
}

func (c *Cluster) writeTokenUsers() error {
	var lines string
	for _, user := range []struct{ path, name, group string }{
		{c.Token(), "token-admin", `"system:masters"`},
		{c.Viewer(), "viewer", ""},
		{c.Nobody(), "nobody", ""},
	} {
		secret := make([]byte, 16)
		if _, err := rand.Read(secret); err != nil {
			return err
		}
		token := hex.EncodeToString(secret)
		lines += fmt.Sprintf("%s,%s,%s-uid,%s\n", token, user.name, user.name, user.group)
		config := Kubeconfig{Server: c.Server(), CAFile: c.file("pki", "ca.crt"), Token: token, User: user.name}
		if err := config.Write(user.path); err != nil {
			return err
		}
	}
	return os.WriteFile(c.file("pki", "tokens.csv"), []byte(lines), 0o600)
}
