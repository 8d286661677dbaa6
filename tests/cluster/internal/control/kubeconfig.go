package control

import (
	"encoding/base64"
	"fmt"
	"os"
	"strings"
)

// Kubeconfig is one cluster, one user and one context.
type Kubeconfig struct {
	Server string
	CA     []byte // PEM, written inline
	CAFile string // or a path, to exercise both forms
	Client Pair
	Token  string
	User   string
}

// Write stores the kubeconfig readable by its owner only.
func (k Kubeconfig) Write(path string) error {
	var text strings.Builder
	fmt.Fprintf(&text, "apiVersion: v1\nkind: Config\nclusters:\n- name: claimscope-test\n  cluster:\n    server: %s\n", k.Server)
	if k.CAFile != "" {
		fmt.Fprintf(&text, "    certificate-authority: %s\n", k.CAFile)
	} else {
		fmt.Fprintf(&text, "    certificate-authority-data: %s\n", encode64(k.CA))
	}
	fmt.Fprintf(&text, "users:\n- name: %s\n  user:\n", k.User)
	if k.Token != "" {
		fmt.Fprintf(&text, "    token: %s\n", k.Token)
	} else {
		fmt.Fprintf(&text, "    client-certificate-data: %s\n    client-key-data: %s\n",
			encode64(k.Client.Certificate), encode64(k.Client.Key))
	}
	fmt.Fprintf(&text, "contexts:\n- name: %[1]s\n  context:\n    cluster: claimscope-test\n    user: %[1]s\ncurrent-context: %[1]s\n", k.User)
	return os.WriteFile(path, []byte(text.String()), 0o600)
}

func encode64(data []byte) string { return base64.StdEncoding.EncodeToString(data) }
