package kubeconfig

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/net/http/httpproxy"
	_ "k8s.io/client-go/plugin/pkg/client/auth"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

// Answer is what `claimscope connection -o json` prints.
type Answer struct {
	Server        string `json:"server"`
	TLSServerName string `json:"tlsServerName"`
	Insecure      bool   `json:"insecureSkipTlsVerify"`
	CA            string `json:"caSha256"`
	Certificate   string `json:"clientCertSha256"`
	Key           string `json:"clientKeySha256"`
	Token         string `json:"tokenSha256"`
	Username      string `json:"username"`
	Password      string `json:"passwordSha256"`
	Impersonate   struct {
		User   string              `json:"user"`
		UID    string              `json:"uid"`
		Groups []string            `json:"groups"`
		Extra  map[string][]string `json:"extra"`
	} `json:"impersonate"`
	ProxyURL           string   `json:"proxyUrl"`
	Proxy              string   `json:"proxy"`
	DisableCompression bool     `json:"disableCompression"`
	Namespace          string   `json:"namespace"`
	Exec               *Exec    `json:"exec"`
	Errors             []string `json:"errors"`
}

// Exec is the plugin in an Answer.
type Exec struct {
	APIVersion string   `json:"apiVersion"`
	Command    string   `json:"command"`
	Args       []string `json:"args"`
	Env        []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"env"`
	InteractiveMode    string `json:"interactiveMode"`
	ProvideClusterInfo bool   `json:"provideClusterInfo"`
}

func hash(bytes []byte) string {
	if len(bytes) == 0 {
		return ""
	}
	sum := sha256.Sum256(bytes)
	return hex.EncodeToString(sum[:])
}

var password = regexp.MustCompile(`^([^/?#]*//)?([^/?#@:]*):[^/?#]*@`)

// hidden replaces the password of a URL, as claimscope prints it.
func hidden(text string) string {
	return password.ReplaceAllString(text, "${1}${2}:xxxxx@")
}

// Upstream resolves a case as kubectl does: clientcmd, then the checks of rest and transport.
func Upstream(c Case) (answer Answer, err error) {
	for _, name := range []string{"KUBECONFIG", "POD_NAMESPACE", "KUBERNETES_SERVICE_HOST", "KUBERNETES_SERVICE_PORT"} {
		os.Setenv(name, c.Environment[name])
	}
	if err := os.Chdir(c.Folder); err != nil {
		return answer, err
	}
	clientcmd.RecommendedConfigDir = filepath.Join(c.Environment["HOME"], ".kube")
	clientcmd.RecommendedHomeFile = filepath.Join(clientcmd.RecommendedConfigDir, "config")
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.MigrationRules = nil // it copies a file of 2014; tested apart
	rules.DefaultClientConfig = &clientcmd.DefaultClientConfig
	rules.ExplicitPath = c.Kubeconfig
	overrides := &clientcmd.ConfigOverrides{ClusterDefaults: clientcmd.ClusterDefaults, CurrentContext: c.Context}
	overrides.Context.Namespace = c.Namespace
	deferred := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, overrides)
	config, err := deferred.ClientConfig()
	if err != nil {
		return answer, err
	}
	if answer.Namespace, _, err = deferred.Namespace(); err != nil {
		return answer, err
	}
	server, _, err := rest.DefaultServerUrlFor(config)
	if err != nil {
		return answer, err
	}
	if _, err = rest.TransportFor(config); err != nil {
		return answer, err
	}
	answer.Server = hidden(config.Host)
	answer.TLSServerName, answer.Insecure = config.ServerName, config.Insecure
	tls := *config
	if err = rest.LoadTLSFiles(&tls); err != nil {
		return answer, err
	}
	answer.CA, answer.Certificate, answer.Key = hash(tls.CAData), hash(tls.CertData), hash(tls.KeyData)
	token := config.BearerToken
	if config.BearerTokenFile != "" {
		// What is sent is the file, trimmed, as soon as it can be read.
		if bytes, err := os.ReadFile(config.BearerTokenFile); err == nil && strings.TrimSpace(string(bytes)) != "" {
			token = strings.TrimSpace(string(bytes))
		}
	}
	answer.Token = hash([]byte(token))
	answer.Username, answer.Password = config.Username, hash([]byte(config.Password))
	answer.Impersonate.User, answer.Impersonate.UID = config.Impersonate.UserName, config.Impersonate.UID
	answer.Impersonate.Groups, answer.Impersonate.Extra = config.Impersonate.Groups, config.Impersonate.Extra
	answer.DisableCompression = config.DisableCompression
	var proxy *url.URL
	if config.Proxy != nil {
		proxy, err = config.Proxy(&http.Request{URL: server})
		answer.ProxyURL = hidden(proxy.String())
	} else {
		environment := httpproxy.Config{HTTPProxy: c.Environment["HTTP_PROXY"], HTTPSProxy: c.Environment["HTTPS_PROXY"], NoProxy: c.Environment["NO_PROXY"]}
		proxy, err = environment.ProxyFunc()(server)
	}
	if err != nil {
		return answer, err
	}
	if proxy != nil && proxy.Host != "" {
		answer.Proxy = hidden(proxy.String())
	}
	if e := config.ExecProvider; e != nil {
		answer.Exec = &Exec{APIVersion: e.APIVersion, Command: e.Command, Args: e.Args, InteractiveMode: string(e.InteractiveMode), ProvideClusterInfo: e.ProvideClusterInfo}
		for _, v := range e.Env {
			answer.Exec.Env = append(answer.Exec.Env, struct {
				Name  string `json:"name"`
				Value string `json:"value"`
			}{v.Name, v.Value})
		}
	}
	return answer, nil
}
