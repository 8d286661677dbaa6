package kubeconfig

import (
	"encoding/base64"
	"math/rand"
	"strings"
)

type generator struct {
	*rand.Rand
	pod  bool // a service account is mounted, so that in-cluster can be tried
	calm bool // only what is common, so that most of the set can be resolved; lists begin with what is good
}

func (g *generator) chance(percent int) bool {
	return g.Intn(100) < percent && !(g.calm && percent <= 8) || g.calm && percent >= 90
}
func (g *generator) pick(values ...string) string { return g.of(values) }
func (g *generator) of(values []string) string {
	count := len(values)
	if g.calm && count > 4 {
		count /= 4
	}
	return values[g.Intn(count)]
}
func (g *generator) some(percent int, f func()) {
	if g.chance(percent) {
		f()
	}
}

var (
	names   = []string{"prod", "dev", "x", "arn:aws:eks:us-west-2:1:cluster/prod", "'ä ö'", `"a b"`, "kind-kind"}
	servers = []string{"https://api.example.com:6443", "https://api.example.com", "https://10.0.0.1:443", "'https://[fd00::1]:6443'", "https://localhost:6443", "https://127.0.0.1:6443"}
	// What is written in server by people and by generators of broken files.
	oddServers = []string{"https://api.example.com/", "https://api.example.com:6443/k8s/clusters/c-1", "https://api.example.com/prefix/?x=1#y", "https://api.example.com?x=1", "'https://a/b#c'", "https://a/#c",
		"'https://a#f'", "HTTPS://API.Example.com:6443", "Https://a/b/", "http://api.example.com:8080", "http://localhost:8080", "http://10.0.0.1/prefix", "api.example.com:6443", "10.0.0.1:6443", "api.example.com", "localhost",
		"https://", "'https:///x'", "'//api'", "'https:/a'", "ftp://api", "'unix:///run/x'", "https://user:pass-word-1@api:6443", "https://user:p%40ss@api/path", "https://user@api", "'https://a b'",
		"'https://api.example.com '", "' https://api.example.com'", "https://api:port", "'https://api:'", "https://api:99999", "https://api.example.com/a%2Fb?c", "'https://api/with space/x'", "'https://a//b//'", "https://a/./b/../c",
		"'https://[fd00::1'", "'https://[fe80::1%25eth0]:6443/p'", "'https://[fe80::1%eth0]:6443'", "'https://[10.0.0.1]:6443'", "https://a%20b", "https://ä.example.com/ü", "'https://a/%zz'", "'https://a/b?%zz'", `"https://a\tb"`, `"https://a\x00"`, `"\u0068ttps://a"`,
		"''", "null", "~", "5", "true", "yes", "6443", "1.5", "[]", "{}", "https://a:1:2", "'https://a,b:1'", "'*'", "'https://*'", "'a/b'", "'/a'", "'?x'", "'#x'", "'https:a'", "'1https://a'", "'https://user:p:w@a'", "'https://us er@a'"}
	proxies    = []string{"http://proxy:3128", "https://proxy.example.com", "socks5://127.0.0.1:1080", "http://user:proxy-pass-1@proxy:3128", "http://user:p%2Fw@proxy:3128/x?y=1"}
	oddProxies = []string{"HTTP://proxy:3128", "ftp://proxy", "proxy:3128", "socks5h://p", "socks4://p", "'http://'", "'http:'", "'http://a b'", "''", "5", "null", "'http://p:x'", "'//p'", "'https://[::1]:3128'", "http://ä", "'http://p#f'", "'http:p'", "http://@p", "'http://:@p'"}
	// YAML 1.1 reads some of these as something else than text.
	texts    = []string{"secret-value-1", "'quoted value'", `"double \"quoted\""`, "plain text with blanks", "2024-01-02", "2024-01-02T03:04:05Z", "'12345'", "a:b", "a#b", "1_x", "0x", "1e", "08x", ".", "..", "1.2.3.4", "10:20:30x", "yess", "Off0", "nulls", "ünï", "'#'", `"\u00e9"`, `"a\nb"`, "!!str 5", "!!str true", "!!binary c2VjcmV0LXZhbHVl", "! x", "-", "-x", "?x", "<<", "=", "+", "1-2", "1.", "0b", "0o", "_1", "''", `""`}
	notTexts = []string{"12345", "true", "yes", "no", "on", "OFF", "y", "N", "1.5", "1e3", "0x1F", "0b11", "017", "0o17", "1_000", "+5", "-7", ".5", "5.", "1e400", ".inf", "-.INF", ".nan", "{}", "[]", "{a: b}", "[x]", "190:20:30", "!!int 5", "!!bool no", "!!float 1", "12e03", "1__2", "0.", "-0", "+.5e+3", "0x", "9223372036854775808", "18446744073709551616", "685_230.15", "00", "09", "!!binary ///w", "@x", "`x", "%x", "*x", "&x", "|", ">", "!", "'", `"`, "[", "{", "a: b: c", "? x", "- x", "x #c", "# only a comment"}
	nulls    = []string{"", "~", "null", "Null", "NULL", "!!null x", "!!null ''"}
	flags    = []string{"true", "false", "yes", "no", "on", "Off", "y", "n", "True", "FALSE", "'true'", "1", "0", "null", "", "maybe", "tRue", "!!bool true", "!!str true"}
	ownNames = []string{"namespace", "y", "kube-system", "''", "NOT_A_NAME", "5", "a/b", "default", "~", "n", "'y'", "ünï"}
)

func (g *generator) text() string {
	switch {
	case g.calm || g.chance(80):
		return texts[g.Intn(len(texts))]
	case g.chance(50):
		return g.of(nulls)
	default:
		return g.of(notTexts)
	}
}

func data(bytes []byte) string { return base64.StdEncoding.EncodeToString(bytes) }

func (g *generator) data(good ...[]byte) string {
	encoded := data(good[g.Intn(len(good))])
	if g.calm || g.chance(85) {
		return encoded
	}
	return g.pick("''", "null", "YWJj", "YWI=", "YWI", "YQ==", "YR==", "YQ=", "YQ", "'YW Jj'", `"YW\nJj"`, `"YW\r\nJj\n"`, "'*'", "5", "[97, 98]", "[97, null]", "[300]", "[a]", "!!binary YWJj", "====", "YWJj=", "Y=Q=", "'"+encoded[:60]+"'",
		strings.TrimRight(encoded, "="), `"`+encoded[:40]+`\n`+encoded[40:]+`"`, data([]byte("abc")), "-_-_")
}

func (g *generator) cluster() []Field {
	var out []Field
	add := func(key, value string) { out = append(out, Field{key, value}) }
	server := g.of(servers)
	g.some(12, func() { server = g.of(oddServers) })
	g.some(95, func() { add("server", server) })
	g.some(35, func() {
		add("certificate-authority-data", g.data(one.certificate, two.certificate, append(one.certificate, two.certificate...)))
	})
	g.some(15, func() {
		add("certificate-authority", g.pick("ca.pem", "ca.pem", "./ca.pem", "bundle.pem", "../a/ca.pem", "ca.pem", "''", "null", "missing.pem", "folder", "empty", "garbage", "broken.pem", "/dev/null", "5", "/does/not/exist", "ca.pem/x"))
	})
	g.some(8, func() { add("insecure-skip-tls-verify", g.of(flags)) })
	g.some(15, func() { add("tls-server-name", g.pick("kubernetes", "kubernetes.default", "n", "y", "''", g.text())) })
	g.some(12, func() { add("proxy-url", g.of(proxies)) })
	g.some(4, func() { add("proxy-url", g.of(oddProxies)) })
	g.some(10, func() { add("disable-compression", g.of(flags)) })
	g.some(8, func() { add("extensions", g.extensions()) })
	g.some(3, func() {
		add(g.pick("Server", "SERVER", "unknown", "serverr", "api-version", "certificate-authority-DATA"), g.text())
	})
	g.some(2, func() { add("server", g.of(servers)) }) // once more: the last wins
	return out
}

func (g *generator) extensions() string {
	return g.pick("[]", "null", "[{name: x, extension: {a: 1}}]", "{}", "[{name: client.authentication.k8s.io/exec, extension: {audience: a, n: [1, 2.5, null]}}]", "[{name: x, extension: 5}, {name: x, extension: 6}]",
		"[{name: x}, {name: x}]", "[{name: x, extension: null}, {name: x, extension: {}}]", "[{extension: x}]", "[5]", "[null]", "[{name: 5}]", "[{name: minikube.sigs.k8s.io, extension: {last-update: Mon, version: v1.33.1}}]")
}

func (g *generator) user() []Field {
	var out []Field
	add := func(key, value string) { out = append(out, Field{key, value}) }
	switch g.Intn(9) {
	case 0, 1:
		add("token", g.text())
		g.some(10, func() { add("tokenFile", g.tokenFile()) })
	case 2:
		add("tokenFile", g.tokenFile())
		g.some(8, func() { add("username", g.text()) })
	case 3:
		add("username", g.text())
		g.some(85, func() { add("password", g.text()) })
		g.some(8, func() { add("token", g.text()) })
	case 4, 5:
		g.certificate(add)
	case 6:
		add("exec", g.exec())
		g.some(15, func() { add("token", g.text()) })
		g.some(8, func() { g.certificate(add) })
		g.some(5, func() { add("auth-provider", g.authProvider()) })
	case 7:
		add("auth-provider", g.authProvider())
		g.some(20, func() { add("token", g.text()) })
	}
	g.some(20, func() {
		g.some(92, func() { add("as", g.pick("ann", "system:admin", g.text())) })
		g.some(30, func() { add("as-uid", g.pick("'17'", "17", "u-1", g.text())) })
		g.some(40, func() {
			add("as-groups", g.pick("[a, b]", "[]", "[system:masters]", "null", "[null]", "['']", "a", "[5]", "{}", "[[a]]", "[a, a]"))
		})
		g.some(30, func() {
			add("as-user-extra", g.pick("{scopes: [view, edit]}", "{a: []}", "{}", "null", "{a: null}", "{a: b}", "{'A/b%': ['x y']}", "{a: [1]}", "[]", "{yes: [a]}", "{1: [a]}", "{a: [null]}"))
		})
	})
	g.some(3, func() { add("extensions", g.extensions()) })
	g.some(3, func() { add(g.pick("Token", "token-file", "tokenfile", "passwordd", "as-group"), g.text()) })
	return out
}

func (g *generator) tokenFile() string {
	return g.pick("token", "token", "./token", "token-blanks", "../a/token", "missing", "empty", "blanks", "folder", "/dev/null", "''", "null", "5", "token/x")
}

func (g *generator) certificate(add func(key, value string)) {
	file := g.chance(35)
	g.some(95, func() {
		if file {
			add("client-certificate", g.pick("client.crt", "client.crt", "./client.crt", "ca.pem", "missing.crt", "empty", "garbage", "folder", "bundle.pem", "''"))
		} else {
			add("client-certificate-data", g.data(g.certificates()...))
		}
	})
	g.some(92, func() {
		if g.calm && file || !g.calm && g.chance(85) == file {
			add("client-key", g.pick("client.key", "client.key", "other.key", "missing.key", "empty", "garbage", "folder", "''"))
		} else {
			add("client-key-data", g.data(g.keys()...))
		}
	})
	g.some(3, func() { add("client-certificate", "client.crt") })
	g.some(3, func() { add("client-key", "client.key") })
}

func (g *generator) certificates() [][]byte {
	good := [][]byte{two.certificate, two.certificate, append(two.certificate, one.certificate...)}
	if g.calm {
		return good
	}
	return append(good, one.certificate)
}

func (g *generator) keys() [][]byte {
	good := [][]byte{two.pkcs8, two.native, append(one.certificate, two.pkcs8...)}
	if g.calm {
		return good
	}
	return append(good, one.native)
}

func (g *generator) exec() string {
	if g.chance(3) {
		return g.pick("null", "{}", "[]", "x", "{command: 5}")
	}
	var fields []string
	add := func(percent int, field string) { g.some(percent, func() { fields = append(fields, field) }) }
	version := "apiVersion: client.authentication.k8s.io/" + g.pick("v1", "v1", "v1beta1", "v1beta1", "v1beta1", "v1alpha1", "v2")
	g.some(4, func() { version = "apiVersion: " + g.pick("v1", "''", "client.authentication.k8s.io", "5", "null") })
	add(97, version)
	add(97, "command: "+g.pick("aws", "kubelogin", "./plugin", "../bin/plugin", "bin/plugin/", "/usr/bin/env", "/usr//bin/../bin/env", "sub/./plugin", "''", "'a b'", "y", "5", "gke-gcloud-auth-plugin", ".."))
	add(60, "args: "+g.pick("[eks, get-token, --cluster-name, prod]", "[]", "null", "[a, '', null]", "[5]", "a", "[yes]", "['$(id)', '; rm -rf /']", "[--x=y]", "{}"))
	add(40, "env: "+g.pick("[{name: AWS_PROFILE, value: prod}]", "[]", "null", "[{name: A}]", "[{value: x}]", "[{name: A, value: '1'}, {name: A, value: '2'}]", "[{name: A, value: 1}]", "[null]", "[a]", "{A: b}", "[{name: '', value: x}]", "[{name: y, value: z}]"))
	add(70, "interactiveMode: "+g.pick("Never", "IfAvailable", "Always", "IfAvailable", "never", "''", "null", "5"))
	add(30, "provideClusterInfo: "+g.of(flags))
	add(20, `installHint: "run \e[31mapt\e[0m install x"`)
	add(3, "Command: x")
	return "{" + strings.Join(fields, ", ") + "}"
}

func (g *generator) authProvider() string {
	certificate := data(one.certificate)
	return g.pick("{name: oidc, config: {idp-issuer-url: 'https://i', client-id: c}}", "null", "{name: gcp}", "{name: azure, config: {a: b}}", "{name: openstack}", "{}", "x", "{name: 5}", "{name: oidc}",
		"{name: oidc, config: {idp-issuer-url: 'https://i2', client-id: c, id-token: x.y.z, refresh-token: secret-refresh-1}}", "{name: oidc, config: {idp-issuer-url: 'https://i3', client-id: ''}}",
		"{name: oidc, config: {idp-issuer-url: 'https://i4', client-id: c, idp-certificate-authority-data: "+certificate+"}}", "{name: oidc, config: {idp-issuer-url: 'https://i5', client-id: c, idp-certificate-authority-data: YWJj}}",
		"{name: oidc, config: {idp-issuer-url: 'https://i6', client-id: c, idp-certificate-authority-data: '*'}}", "{name: oidc, config: {idp-issuer-url: 'https://i7', client-id: c, idp-certificate-authority: /does/not/exist}}",
		"{name: oidc, config: {idp-issuer-url: 'https://i8', client-id: 5}}", "{name: oidc, config: []}", "{name: gcp, config: {expiry: '2020', expires: null}}")
}

func (g *generator) file(clusters, users, contexts []string) File {
	f := File{Folder: g.of(folders), Flow: g.chance(20), Lists: map[string][]Entry{}}
	g.some(80, func() {
		f.Head = append(f.Head, Field{"apiVersion", g.pick("v1", "v1", "v1", "v1", "v1", "v1", "v1", "''", "v2", "null", "/v1", "1")})
	})
	g.some(80, func() {
		f.Head = append(f.Head, Field{"kind", g.pick("Config", "Config", "Config", "Config", "Config", "Config", "Config", "''", "Pod", "config", "null", "5")})
	})
	g.some(75, func() { f.Head = append(f.Head, Field{"current-context", g.of(contexts)}) })
	g.some(4, func() { f.Head = append(f.Head, Field{"current-context", g.pick("''", "null", "5", "nothing", "y")}) })
	g.some(10, func() {
		f.Head = append(f.Head, Field{"preferences", g.pick("{}", "null", "{colors: true}", "{colors: x}", "[]", "{extensions: [{name: a, extension: b}]}")})
	})
	g.some(4, func() { f.Head = append(f.Head, Field{"extensions", g.extensions()}) })
	g.some(3, func() {
		f.Head = append(f.Head, Field{g.pick("Kind", "KIND", "APIVERSION", "unknown", "users2"), g.pick("Config", "Pod", "v1", "x", "5")})
	})
	entries := func(list string, pool []string, fields func() []Field) {
		var out []Entry
		for _, name := range pool {
			g.some(75, func() { out = append(out, Entry{name, fields()}) })
		}
		g.some(2, func() { out = append(out, Entry{g.of(pool), fields()}) })
		g.some(2, func() { out = append(out, Entry{g.pick("", "''", "5", "null", "yes"), fields()}) })
		g.some(97, func() { f.Lists[list] = out })
		g.some(1, func() {
			delete(f.Lists, list)
			f.Head = append(f.Head, Field{list, g.pick("null", "[]", "{}", "x", "[null]", "[5]", "[{}]", "[{name: a}]", "[{name: a, "+bodies[list]+": null}]", "[{name: a, "+bodies[list]+": 5}]")})
		})
	}
	entries("clusters", clusters, g.cluster)
	entries("users", users, g.user)
	entries("contexts", contexts, func() []Field {
		var out []Field
		g.some(97, func() { out = append(out, Field{"cluster", g.of(clusters)}) })
		g.some(95, func() { out = append(out, Field{"user", g.of(users)}) })
		g.some(2, func() { out = append(out, Field{g.pick("cluster", "user"), g.pick("nothing", "''", "5", "null")}) })
		g.some(40, func() { out = append(out, Field{"namespace", g.pick("ml", "team-a", g.of(ownNames))}) })
		g.some(3, func() { out = append(out, Field{"extensions", g.extensions()}) })
		return out
	})
	return f
}

// raws are whole files that a tree of entries does not give.
var raws = []string{
	"", "\n", "# nothing\n", "---\n", "---\n...\n", "{}", "[]", "hello", "5", "null", "--- {}\n---\nkind: Pod\n", "\ufeffkind: Config\n", "kind: Config\r\napiVersion: v1\r\n", "\tkind: Config\n", "kind: Config\n\tapiVersion: v1\n", "{\"kind\":\"Config\",}", "{\"kind\":\"Config\"} x",
	"kind: Config\n---\n{{{", "kind: Config\n...\n{{{", "kind: Config\n--- x\n", "%YAML 1.1\n---\nkind: Config\n", "%YAML 1.2\n---\nkind: Config\n", "%FOO bar\n---\nkind: Config\n", "kind: Config\nkind: Pod\n", "kind: Pod\nkind: Config\n", "Kind: Pod\nkind: Config\n", "a: &a [*a]\n", "a: *b\n",
	"x: &c {server: 'https://anchored', proxy-url: 'http://p:1'}\ncurrent-context: a\nclusters: [{name: c, cluster: {<<: *c, server: 'https://merged'}}]\nusers: []\ncontexts: [{name: a, context: {cluster: c, user: u}}]\n",
	"x: &c {server: 'https://anchored'}\ncurrent-context: a\nclusters:\n- name: c\n  cluster: *c\ncontexts:\n- context:\n    cluster: c\n    user: ''\n  name: a\n",
	"x: &s https://anchored\ncurrent-context: &n a\nclusters:\n- {name: c, cluster: {server: *s}}\ncontexts: [{name: *n, context: {cluster: c}}]\n",
	"{\"current-context\": \"a\", \"clusters\": [{\"name\": \"c\", \"cluster\": {\"server\": \"https://json\", \"server\": \"https://json2\"}}], \"contexts\": [{\"name\": \"a\", \"context\": {\"cluster\": \"c\", \"user\": \"\"}}],}",
	"{\"current-context\": \"a\", \"clusters\": [{\"name\": \"c\", \"cluster\": {\"server\": \"https:\\/\\/json\"}}], \"contexts\": [{\"name\": \"a\", \"context\": {\"cluster\": \"c\"}}]}",
	"current-context: a\nclusters:\n- name: c\n  cluster:\n    server: >-\n      https://folded\n    certificate-authority-data: |\n      " + data(one.certificate) + "\ncontexts:\n- name: a\n  context: {cluster: c}\n",
	"current-context: a\nclusters:\n  - name: c\n    cluster:\n        server: https://deep # comment\n        # more\ncontexts:\n  - context:\n      cluster: c\n    name: a\nusers: null\n",
	"clusters:\n- cluster: {server: https://unnamed}\nusers:\n- user: {token: of-nobody}\n", "current-context: ''\nclusters:\n- name: ''\n  cluster: {server: https://empty-name}\n",
	"contexts: {}\n", "clusters: [\n", "a: 'x\n", "a: \"x\n", "- a\nb: c\n", "a: b\n c: d\n", "a:\n  b\n c\n", "? a\n: b\n", "a: b: c\n", "a: [b, c\n", "a: !!unknown x\n", "a: !local x\n", "kind: \"Con\\\n  fig\"\n", "kind: Con\n  fig\n", "\x00", "kind: \xff\xfe\n", "kind: Config\x01\n", "kind: \"Config\\u0000\"\n", "'kind': Config\n\"apiVersion\": v1\n", "kind: !!str Config\n", "1: a\ntrue: b\n", "{a: b, [c]: d}\n", "{? {a: b} : c}\n", "kind:Config\n", "kind : Config\n", "{kind: Config, apiVersion: v1, }\n", "{kind: Config,, apiVersion: v1}\n", "{kind: Config apiVersion: v1}\n", "{\"kind\":\"Config\",\"apiVersion\":\"v1\"}\n", "{kind:Config}\n", "a: |2\n   x\n", "a: |x\n", "a: @x\n", "a: `x\n", "a: %x\n", "a: -\n", "a: ---\n", "kind: Config # c\n#\n", "!!map {kind: Config}\n", "&a {kind: Config}\n", "--- !!map\nkind: Config\n",
}

// Set makes one set of files with what surrounds them.
func (g *generator) Set() *Set {
	g.calm = g.Intn(100) < 65
	s := &Set{Relative: g.chance(30), Twice: g.chance(10), Environment: map[string]string{}}
	pool := func() []string {
		count := 1 + g.Intn(3)
		var out []string
		for _, i := range g.Perm(len(names))[:count] {
			out = append(out, names[i])
		}
		return out
	}
	clusters, users, contexts := pool(), pool(), pool()
	count := g.Intn(4) + 1
	g.some(1, func() { count = 0 })
	for range count {
		f := g.file(clusters, users, contexts)
		switch {
		case g.chance(5):
			f.Kind = g.pick("missing", "directory", "dangling", "null", "missing", "missing")
		case g.chance(4):
			f.Raw = g.of(raws)
		}
		s.Files = append(s.Files, f)
	}
	s.Explicit = g.chance(25)
	s.Home = !s.Explicit && g.chance(10) && count > 0 && s.Files[0].Kind != "null"
	g.some(15, func() { s.Context = strings.Trim(g.of(contexts), `'"`) })
	g.some(2, func() { s.Context = "no-such-context" })
	g.some(15, func() { s.Namespace = g.pick("ops", "Not_Valid", "default") })
	environment := func(percent int, name string, values ...string) {
		g.some(percent, func() { s.Environment[name] = g.of(values) })
	}
	environment(20, "HTTPS_PROXY", "http://envproxy:3128", "envproxy:3128", "socks5://envproxy", "https://u:env-proxy-pass@envproxy/", "::bad::", "http://", "envproxy", "http://[::1]:80", "a b")
	environment(10, "HTTP_PROXY", "http://envproxy:80", "envproxy")
	environment(40, "NO_PROXY", "*", "example.com", ".example.com", "*.example.com:6443", "10.0.0.0/8", "10.0.0.1", "10.0.0.1:443", "api.example.com:443", "[fd00::1]:6443", "fd00::/8", "::ffff:10.0.0.0/104", "::ffff:10.0.0.0/90", "localhost,foo", " , ,API.example.com", "api.example.com:6443,other",
		"x,*", "10.0.0.0/33", "fd00::1", "[fd00::1]", ".com", "*.com", "com", "e.com", ":6443", "10.0.0.1/32", "api.example.com:", "[", "*x", "0.0.0.0/0", "::/0", "anchored,json")
	environment(20, "POD_NAMESPACE", "pod-space")
	if g.chance(25) {
		s.Environment["KUBERNETES_SERVICE_HOST"] = g.pick("10.96.0.1", "fd00::1", "kubernetes.default")
		environment(95, "KUBERNETES_SERVICE_PORT", "443", "6443")
	}
	return s
}
