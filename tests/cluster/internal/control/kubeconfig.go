package control

import (
	"encoding/base64"
	"fmt"
	"os"
	"strings"
)

// Kubeconfig is one cluster, one user and one context.
type Kubeconfig struct {
	Server    string
	CA        []byte // PEM, written inline
	CAFile    string // or a path, to exercise both forms
	Client    Pair
	Token     string
	User      string
	Namespace string
	// More lines of YAML of the cluster and of the user, such as "proxy-url: http://127.0.0.1:3128". With lines of
	// its own a user needs neither token nor certificate.
	ClusterLines, UserLines []string
}

// Write stores the kubeconfig readable by its owner only.
func (k Kubeconfig) Write(path string) error { return WriteAll(path, k) }

// WriteAll stores several contexts, named like their users; the first is the current one.
func WriteAll(path string, configs ...Kubeconfig) error {
	var clusters, users, contexts strings.Builder
	for i, k := range configs {
		name := "claimscope-test"
		if i > 0 {
			name = fmt.Sprintf("claimscope-test-%d", i+1)
		}
		fmt.Fprintf(&clusters, "- name: %s\n  cluster:\n    server: %s\n", name, k.Server)
		switch {
		case k.CAFile != "":
			fmt.Fprintf(&clusters, "    certificate-authority: %s\n", k.CAFile)
		case k.CA != nil:
			fmt.Fprintf(&clusters, "    certificate-authority-data: %s\n", encode64(k.CA))
		}
		indent(&clusters, k.ClusterLines)
		fmt.Fprintf(&users, "- name: %s\n  user:\n", k.User)
		if k.Token != "" {
			fmt.Fprintf(&users, "    token: %s\n", k.Token)
		} else if k.Client.Key != nil {
			fmt.Fprintf(&users, "    client-certificate-data: %s\n    client-key-data: %s\n",
				encode64(k.Client.Certificate), encode64(k.Client.Key))
		}
		indent(&users, k.UserLines)
		fmt.Fprintf(&contexts, "- name: %[1]s\n  context:\n    cluster: %[2]s\n    user: %[1]s\n", k.User, name)
		if k.Namespace != "" {
			fmt.Fprintf(&contexts, "    namespace: %s\n", k.Namespace)
		}
	}
	text := "apiVersion: v1\nkind: Config\nclusters:\n" + clusters.String() + "users:\n" + users.String() +
		"contexts:\n" + contexts.String() + "current-context: " + configs[0].User + "\n"
	return os.WriteFile(path, []byte(text), 0o600)
}

func indent(text *strings.Builder, lines []string) {
	for _, line := range lines {
		text.WriteString("    " + line + "\n")
	}
}

// ClientOf is a kubeconfig for a user with a certificate of this cluster's authority.
func (c *Cluster) ClientOf(user string, groups ...string) (Kubeconfig, error) {
	pair, err := c.authority.Client(user, groups...)
	return Kubeconfig{Server: c.Server(), CA: c.authority.PEM, Client: pair, User: user}, err
}

// ServerPair signs a serving certificate for other names, for proxies that end TLS.
func (c *Cluster) ServerPair(names ...string) (Pair, error) {
	return c.authority.serverFor(names, nil)
}

func encode64(data []byte) string { return base64.StdEncoding.EncodeToString(data) }
