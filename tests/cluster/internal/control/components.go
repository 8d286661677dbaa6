package control

import (
	"fmt"
	"path/filepath"
)

// Flags of each component; what each is for is in docs of Kubernetes, why it is
// here is in the comments.

func (c *Cluster) file(parts ...string) string {
	return filepath.Join(append([]string{c.Dir}, parts...)...)
}

func (c *Cluster) etcdFlags() []string {
	client := fmt.Sprintf("http://127.0.0.1:%d", c.ports.etcdClient)
	peer := fmt.Sprintf("http://127.0.0.1:%d", c.ports.etcdPeer)
	return []string{
		"--name=default",
		"--data-dir=" + c.file("etcd"),
		"--unsafe-no-fsync", // the data is thrown away; fsync costs seconds on slow disks
		"--listen-client-urls=" + client,
		"--advertise-client-urls=" + client,
		"--listen-peer-urls=" + peer,
		"--initial-advertise-peer-urls=" + peer,
		"--initial-cluster=default=" + peer,
		"--quota-backend-bytes=8589934592",
		"--log-level=warn",
	}
}

func (c *Cluster) apiserverFlags() []string {
	flags := []string{
		fmt.Sprintf("--etcd-servers=http://127.0.0.1:%d", c.ports.etcdClient),
		"--bind-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", c.ports.apiserver),
		"--advertise-address=127.0.0.1",
		"--tls-cert-file=" + c.file("pki", "server.crt"),
		"--tls-private-key-file=" + c.file("pki", "server.key"),
		"--client-ca-file=" + c.file("pki", "ca.crt"),
		"--token-auth-file=" + c.file("pki", "tokens.csv"),
		"--enable-admission-plugins=NodeRestriction",
		// Without these the controllers log errors every 10 s.
		"--requestheader-client-ca-file=" + c.file("pki", "front-proxy-ca.crt"),
		"--requestheader-allowed-names=front-proxy-client",
		"--requestheader-username-headers=X-Remote-User",
		"--requestheader-group-headers=X-Remote-Group",
		"--requestheader-extra-headers-prefix=X-Remote-Extra-",
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file=" + c.file("pki", "service-account.key"),
		"--service-account-signing-key-file=" + c.file("pki", "service-account.key"),
		"--service-cluster-ip-range=10.96.0.0/16",
		"--endpoint-reconciler-type=none",
		"--allow-privileged=true",
		"--audit-policy-file=" + c.file("audit-policy.yaml"),
		"--audit-log-path=" + c.file("log", "audit.log"),
		"--audit-log-mode=blocking",
		"--event-ttl=24h",
	}
	if c.options.ServerOnly {
		// Nobody makes service accounts there, and the authorizer of nodes never gets ready where DRA's v1 is not served.
		flags = append(flags, "--disable-admission-plugins=ServiceAccount", "--authorization-mode=RBAC")
	} else {
		flags = append(flags, "--authorization-mode=Node,RBAC")
	}
	return append(flags, c.flags...)
}

func (c *Cluster) controllerManagerFlags() []string {
	return append(c.controllerFlags("controller-manager", c.ports.controllerManager),
		"--use-service-account-credentials=true",
		"--service-account-private-key-file="+c.file("pki", "service-account.key"),
		"--root-ca-file="+c.file("pki", "ca.crt"),
		"--cluster-signing-cert-file="+c.file("pki", "ca.crt"),
		"--cluster-signing-key-file="+c.file("pki", "ca.key"),
		"--service-cluster-ip-range=10.96.0.0/16",
		"--kube-api-qps=200",
		"--kube-api-burst=400",
	)
}

func (c *Cluster) schedulerFlags() []string {
	return append(c.controllerFlags("scheduler", c.ports.scheduler),
		"--kube-api-qps=500",
		"--kube-api-burst=1000",
	)
}

// controllerFlags are those the controller manager and the scheduler share.
func (c *Cluster) controllerFlags(user string, port int) []string {
	kubeconfig := c.file("pki", user+".kubeconfig")
	return []string{
		"--kubeconfig=" + kubeconfig,
		"--authentication-kubeconfig=" + kubeconfig,
		"--authorization-kubeconfig=" + kubeconfig,
		"--bind-address=127.0.0.1",
		fmt.Sprintf("--secure-port=%d", port),
		"--cert-dir=" + c.file("run", user),
		"--leader-elect=false",
	}
}

func (c *Cluster) kwokFlags() []string {
	return []string{
		"--kubeconfig=" + c.file("pki", "kwok.kubeconfig"),
		"--config=" + c.file("kwok-stages.yaml"),
		"--manage-all-nodes=false",
		"--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
		"--node-lease-duration-seconds=40",
		"--cidr=10.200.0.0/16",
		"--node-ip=127.0.0.1",
		"--node-name=localhost",
		// With a node port, logs and exec work on the fake pods.
		fmt.Sprintf("--node-port=%d", c.ports.kwok),
		fmt.Sprintf("--server-address=127.0.0.1:%d", c.ports.kwok),
		"--tls-cert-file=" + c.file("pki", "server.crt"),
		"--tls-private-key-file=" + c.file("pki", "server.key"),
	}
}
