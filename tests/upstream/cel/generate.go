package cel

import (
	"fmt"
	"math/rand"
	"strings"
)

// kind is the type a generated expression is meant to have.
type kind int

const (
	boolean kind = iota
	integer
	natural
	double
	text
	bytesKind
	duration
	timestamp
	quantity
	semver
	ip
	cidr
	url
	format
	null
	typ
	listOfInt
	listOfText
	listOfAny
	mapOfText
	optInt
	optText
	dynamic
	kinds
)

// generator makes selectors that mostly have the right types, sometimes not, over everything the environment has.
type generator struct {
	random    *rand.Rand
	variables []variable
	budget    int
}

type variable struct {
	name string
	kind kind
}

func (g *generator) n(limit int) int         { return g.random.Intn(limit) }
func (g *generator) chance(percent int) bool { return g.n(100) < percent }
func pick[T any](g *generator, from ...T) T  { return from[g.n(len(from))] }

// node fills the places {} of a pattern.
func node(k kind, pattern string, children ...*tree) *tree {
	return &tree{parts: strings.Split(pattern, "{}"), children: children, kind: k}
}

// selector is a whole expression.
func (g *generator) selector() *tree {
	g.variables = nil
	g.budget = 4 + g.n(30)
	switch g.n(24) {
	case 20, 21, 22, 23:
		return g.ordinary()
	case 0:
		return g.expr(dynamic)
	case 1:
		return g.attribute(dynamic)
	case 2, 3, 4, 5:
		return node(boolean, "{} && {}", g.expr(boolean), g.expr(boolean))
	default:
		return g.expr(boolean)
	}
}

func (g *generator) expr(k kind) *tree {
	g.budget--
	if k == dynamic && g.chance(50) {
		k = kind(g.n(int(kinds)))
	}
	if g.chance(3) { // wrong on purpose
		k = kind(g.n(int(kinds)))
	}
	if g.budget <= 0 || g.chance(18) {
		return g.leaf(k)
	}
	switch g.n(24) {
	case 0:
		return node(k, "({} ? {} : {})", g.expr(boolean), g.expr(k), g.expr(k))
	case 1:
		return g.bind(k)
	case 2:
		return node(dynamic, "dyn({})", g.expr(k))
	case 3:
		return g.attribute(k)
	case 4:
		return node(k, "({})", g.expr(k))
	case 5:
		return node(k, "{}.orValue({})", g.optionalOf(k), g.expr(k))
	case 6:
		return node(k, "{}.value()", g.optionalOf(k))
	case 7:
		return node(k, "[{}, {}][{}]", g.expr(k), g.expr(k), g.expr(integer))
	case 8:
		return node(k, "{\"a\": {}, \"b\": {}}{}", g.expr(k), g.expr(k), pick(g, leaf(k, ".a"), leaf(k, ".b"), leaf(k, ".c"), leaf(k, `["a"]`)))
	}
	return g.call(k)
}

func (g *generator) optionalOf(k kind) *tree {
	switch g.n(6) {
	case 0:
		return leaf(dynamic, "optional.none()")
	case 1:
		return node(dynamic, "optional.ofNonZeroValue({})", g.expr(k))
	case 2:
		return g.optionalAttribute()
	case 3:
		return node(dynamic, "[{}][?{}]", g.expr(k), g.expr(integer))
	case 4:
		return node(dynamic, "{\"k\": {}}.?{}", g.expr(k), pick(g, leaf(text, "k"), leaf(text, "x")))
	default:
		return node(dynamic, "optional.of({})", g.expr(k))
	}
}

func (g *generator) bind(k kind) *tree {
	bound := kind(g.n(int(kinds)))
	name := pick(g, "x", "y", "z")
	value := g.expr(bound)
	g.variables = append(g.variables, variable{name, bound})
	body := g.expr(k)
	g.variables = g.variables[:len(g.variables)-1]
	return node(k, "cel.bind("+name+", {}, {})", value, body)
}

// scoped makes an expression that may use one more variable.
func (g *generator) scoped(name string, bound, k kind) *tree {
	g.variables = append(g.variables, variable{name, bound})
	out := g.expr(k)
	g.variables = g.variables[:len(g.variables)-1]
	return out
}

func (g *generator) domain() string {
	return pick(g, `"gpu.example.com"`, `"gpu.example.com"`, `"gpu.example.com"`, `"other.example.com"`, `"nope"`, `""`)
}

var attributeNames = []string{"model", "index", "healthy", "driverVersion", "names", "numbers", "flags", "versions", "huge", "uni", "url", "addr", "missing"}
var capacityNames = []string{"memory", "cores", "tiny", "wide", "missing"}

func (g *generator) attribute(k kind) *tree {
	names := attributeNames
	switch k {
	case boolean:
		names = []string{"healthy", "healthy", "missing"}
	case integer:
		names = []string{"index", "huge", "index", "missing"}
	case text:
		names = []string{"model", "uni", "url", "addr", "missing"}
	case semver:
		names = []string{"driverVersion", "driverVersion", "missing"}
	case quantity:
		name := pick(g, capacityNames...)
		return leaf(quantity, fmt.Sprintf(pick(g, "device.capacity[%s].%s", "device.capacity[%s].%s", `device.capacity[%s]["%s"]`), g.domain(), name))
	case listOfInt:
		names = []string{"numbers"}
	case listOfText:
		names = []string{"names"}
	case listOfAny:
		names = []string{"names", "numbers", "flags", "versions"}
	}
	name := pick(g, names...)
	if g.chance(4) {
		return node(k, "device.attributes[{}][{}]", g.expr(text), g.expr(text))
	}
	return leaf(k, fmt.Sprintf(pick(g, "device.attributes[%s].%s", "device.attributes[%s].%s", `device.attributes[%s]["%s"]`), g.domain(), name))
}

func (g *generator) optionalAttribute() *tree {
	if g.chance(25) {
		return leaf(dynamic, fmt.Sprintf(`device.capacity[%s].?%s`, g.domain(), pick(g, capacityNames...)))
	}
	pattern := pick(g, `device.attributes[%s].?%s`, `device.attributes[?%s].%s`, `device.attributes[%s][?"%s"]`, `device.attributes[?%s][?"%s"]`, `device.?attributes[%s].%s`)
	return leaf(dynamic, fmt.Sprintf(pattern, g.domain(), pick(g, attributeNames...)))
}

func (g *generator) leaf(k kind) *tree {
	if g.chance(40) {
		for _, i := range g.random.Perm(len(g.variables)) {
			if g.variables[i].kind == k || g.variables[i].kind == dynamic || g.chance(5) {
				return leaf(k, g.variables[i].name)
			}
		}
	}
	if g.chance(25) {
		return g.attribute(k)
	}
	return leaf(k, g.literal(k))
}

func (g *generator) literal(k kind) string {
	switch k {
	case boolean:
		return pick(g, "true", "false", "true", "false", "device.allowMultipleAllocations")
	case integer:
		return pick(g, "0", "1", "2", "3", "-1", "7", "42", "9223372036854775807", "-9223372036854775808", "0x1f", "-0x10", fmt.Sprint(g.n(1000)))
	case natural:
		return pick(g, "0u", "1u", "2u", "18446744073709551615u", "9223372036854775808u", "0x1fU", fmt.Sprintf("%du", g.n(100)))
	case double:
		return pick(g, "0.0", "1.0", "1.5", "-2.25", "1e3", "1e300", ".5", "9223372036854775808.0", "1.7976931348623157e308", "-0.0", `double("NaN")`, `double("Infinity")`, "3.0")
	case text:
		return g.textLiteral()
	case bytesKind:
		return pick(g, `b"abc"`, `b''`, `b"\xff\x00"`, `bytes("é")`, `b'''x'''`, `b"abd"`)
	case duration:
		return pick(g, `duration("1s")`, `duration("1h30m")`, `duration("-5m")`, `duration("0")`, `duration("1.5s")`, `duration("2562047h")`, `duration("100ns")`)
	case timestamp:
		return pick(g, `timestamp("2024-02-29T12:34:56Z")`, `timestamp("1970-01-01T00:00:00Z")`, `timestamp("9999-12-31T23:59:59Z")`, `timestamp("0001-01-01T00:00:00Z")`,
			`timestamp("2023-12-31T23:59:59.123456789+05:30")`, `timestamp(0)`, `timestamp(1700000000)`)
	case quantity:
		return `quantity("` + g.quantityText() + `")`
	case semver:
		if g.chance(20) {
			return `semver("` + g.versionText() + `", ` + pick(g, "true", "false") + `)`
		}
		return `semver("` + g.versionText() + `")`
	case ip:
		return `ip("` + g.ipText() + `")`
	case cidr:
		return `cidr("` + g.cidrText() + `")`
	case url:
		return `url("` + g.urlText() + `")`
	case format:
		return pick(g, "format.dns1123Label()", "format.dns1123Subdomain()", "format.dns1035Label()", "format.qualifiedName()", "format.dns1123LabelPrefix()",
			"format.labelValue()", "format.uri()", "format.uuid()", "format.byte()", "format.date()", "format.datetime()", `format.named("uuid").value()`, `format.named("nope").value()`)
	case null:
		return "null"
	case typ:
		return pick(g, "int", "string", "bool", "list", "map", "double", "uint", "bytes", "null_type", "type", "google.protobuf.Timestamp", "google.protobuf.Duration", "optional_type", "net.IP", "type(1)", "type(device)", "type(type)")
	case listOfInt:
		return pick(g, "[]", "[1, 2, 3]", "[3, 1, 2, 1]", "[-1]", "[1, 2] + [3]", "[?optional.of(1), 2]", "lists.range(4)")
	case listOfText:
		return pick(g, "[]", `["a", "b"]`, `["b", "a", "b"]`, `["", "é"]`, `["a"] + ["c"]`, `"a,b,c".split(",")`)
	case listOfAny:
		return pick(g, "[]", "[true, false]", "[1.5, 2.5]", "[1u]", "[[1], [2, 3]]", "[null]", `[{"a": 1}]`, "[dyn(1), dyn(\"a\"), dyn(1.0)]")
	case mapOfText:
		return pick(g, "{}", `{"a": 1, "b": 2}`, `{"a": 1}`, `{?"a": optional.of(1), "c": 3}`, `{"a": 1, "a": 2}`, "device.attributes", `device.attributes["gpu.example.com"]`, "dyn({1: 2, 2u: 3})", "{true: 1}")
	case optInt:
		return pick(g, "optional.none()", "optional.of(1)", "[1, 2][?0]", "[1][?5]")
	case optText:
		return pick(g, "optional.none()", `optional.of("a")`, `optional.ofNonZeroValue("")`)
	}
	return pick(g, "dyn(1)", `dyn("a")`, "dyn(1.5)", "dyn([1])", "dyn(null)", "dyn(true)", "dyn({\"a\": 1})", `dyn(quantity("1"))`, "dyn(2u)")
}

func (g *generator) textLiteral() string {
	return pick(g, `""`, `"a"`, `"abc"`, `'H100'`, `"A100"`, `"héllo"`, `"日本語"`, `"a,b,c"`, `"1"`, `"true"`, `"1.5"`, `"  pad "`, `r"\d+"`, `"\u00e9\n"`, `"""tri"ple"""`,
		`'gpu.example.com'`, `"x\x41\101"`, `"1.2.3"`, `"80Gi"`, `"😀😀"`, `"%s"`, `"0x10"`, `"-7"`, `"1e5"`, `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"`)
}

func (g *generator) quantityText() string {
	number := pick(g, "0", "1", "80", "1.5", "0.1", "-3", "+4", "1024", "9223372036854775807", "9223372036854775808", "0.0000000001", "123456789012345678901234567890", "007", "1.", ".5", "00")
	return number + pick(g, "", "", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "n", "u", "m", "k", "M", "G", "T", "P", "E", "e3", "E-2", "e+2", "x", "e")
}

func (g *generator) versionText() string {
	return pick(g, "1.2.3", "1.2.3", "1.2.4", "1.0.0", "2.0.0-alpha", "2.0.0-alpha.1", "2.0.0-rc.1+build.5", "1.0.0+a", "1.0.0+b", "v1.2.3", "1.2", "1", "01.2.3", "1.2.3-", "1.2.3+", "", "1.2.3-01", "18446744073709551615.0.0", "18446744073709551616.0.0", "1.2.3-é", "550.54.15")
}

func (g *generator) ipText() string {
	return pick(g, "1.2.3.4", "127.0.0.1", "0.0.0.0", "::1", "::", "2001:db8::1", "2001:DB8::1", "fe80::1", "fe80::1%eth0", "::ffff:1.2.3.4", "1.2.3", "256.1.1.1", "01.2.3.4", "224.0.0.1", "ff02::1", "169.254.1.1", "255.255.255.255", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4", "", "::1:2:3:4:5:6:7", "1::2::3")
}

func (g *generator) cidrText() string {
	return pick(g, "10.0.0.0/8", "10.1.2.3/8", "10.1.0.0/16", "0.0.0.0/0", "2001:db8::/32", "::/0", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4", "10.0.0.0/08", "::ffff:1.2.3.4/96", "192.168.0.0/24", "2001:db8::1/128", "fe80::1%eth0/64")
}

func (g *generator) urlText() string {
	return pick(g, "https://example.com:80/path?query=val#fragment", "http://user:pw@example.com/a%20b", "/absolute", "relative", "https://[::1]:8080/x", "mailto:joe@example.com", "https://example.com", "ftp://h/?a=1&a=2&b=%zz&c;d", "", "http://a b/", "https://host:port/", "HTTP://UP.example.com/%7Efoo", "*", "https://ex.com/a?x=1?y=2", "http://[fe80::1%25en0]/", "//host/path", "http:///nohost", "https://e.com/ü?q=ü")
}

// device has edge values, and often nothing of what a selector asks for.
func (g *generator) device() Device {
	out := Device{Driver: pick(g, "gpu.example.com", "gpu.example.com", "gpu.example.com", "other.example.com", "")}
	if g.chance(50) {
		value := g.chance(50)
		out.AllowMultipleAllocations = &value
	}
	g.fill(&out)
	return out
}
