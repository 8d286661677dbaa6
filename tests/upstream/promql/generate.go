package promql

import (
	"fmt"
	"math/rand"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/prometheus/prometheus/promql/parser"
)

// generator writes random expressions: mostly of the type that is asked for, sometimes of another, sometimes damaged.
type generator struct {
	random    *rand.Rand
	functions []string
}

func newGenerator(seed int64) *generator {
	g := &generator{random: rand.New(rand.NewSource(seed))}
	for name := range parser.Functions {
		g.functions = append(g.functions, name)
	}
	sort.Strings(g.functions)
	return g
}

func (g *generator) one(of ...string) string { return of[g.random.Intn(len(of))] }
func (g *generator) chance(n int) bool       { return g.random.Intn(n) == 0 }

func (g *generator) name() string {
	return g.one("up", "dra_operations_duration_seconds_bucket", "a:b:c", "sum", "rate", "by", "offset", "without", "start", "step", "range",
		"max_of", "fill", "group", "bool", "on", "inf", "NaN", "and", "Or", "anchored", "smoothed", "limitk", "_x", "x1", "atan2", "ignoring", "group_left", "Sum", "MIN")
}

func (g *generator) label() string {
	return g.one("job", "le", "node", "\"a b\"", "'x'", "sum", "by", "on", "without", "bool", "offset", "le", "a:b", "\"\"", "`raw`", "fill", "atan2", "inf")
}

func (g *generator) text() string {
	return g.one(`"x"`, `'y'`, "`z`", `""`, `".*"`, `"a|b"`, `"(?i)a"`, `"["`, `"\\d+"`, `"\n"`, `"\x41"`, `"é"`, `"\u00e9"`, `"(a"`, `"a{2,1}"`, `"\\C"`, `"\q"`, `"$x"`, `"\""`,
		`"(?<n>a)"`, `"(?P<n>a)"`, `"\\pN"`, `"a**"`, `"\101"`, `"\400"`, `"x{1001}"`, `"\\Qa[\\E"`, `"[[:alpha:]]"`, `"\\z"`, `"^$"`, `"|"`, `"()"`)
}

func (g *generator) duration() string {
	return g.one("5m", "1h30m", "1s", "0s", "1.5h", "5", "0", "1e3", "1d", "2w", "1y", "30ms", "1m1h", "5mm", "300", "0x1f", "1h5m1s2ms", ".5", "1_000", "99999999999", "300y", "5m5m")
}

func (g *generator) durationExpression(depth int) string {
	if depth <= 0 || !g.chance(4) {
		return g.duration()
	}
	switch g.random.Intn(7) {
	case 0:
		return "-" + g.durationExpression(depth-1)
	case 1:
		return "(" + g.durationExpression(depth-1) + ")"
	case 2:
		return g.one("step()", "range()", "STEP()", "step", "step( )")
	case 3:
		return g.one("max_of", "min_of") + "(" + g.durationExpression(depth-1) + ", " + g.durationExpression(depth-1) + ")"
	case 4:
		return "+" + g.durationExpression(depth-1)
	default:
		return g.durationExpression(depth-1) + g.one("+", "-", "*", "/", "%", "^", " - ", " / ") + g.durationExpression(depth-1)
	}
}

func (g *generator) number() string {
	return g.one("1", "0.5", "1e3", "0x1F", "017", "08", "1_000", "Inf", "nan", "-1", "+2", "5m", "1e999", "1e-999", "0xee", ".5", "5.", "1__0", "0x", "1e", "0b1", "0_7", "9223372036854775808", "0x1p3", "1.e3", "00", "1e+5", "0xFFFFFFFFFFFFFFFF", "1h30")
}

func (g *generator) matchers() string {
	n := g.random.Intn(3)
	var parts []string
	for i := 0; i < n; i++ {
		switch g.random.Intn(8) {
		case 0:
			parts = append(parts, g.text())
		case 1:
			parts = append(parts, "__name__"+g.one("=", "!=", "=~")+g.text())
		default:
			parts = append(parts, g.one("job", "le", "node", `"a b"`, "sum", "on", "inf", "a:b", "1a")+g.one("=", "!=", "=~", "!~", " = ", "==")+g.text())
		}
	}
	tail := ""
	if n > 0 && g.chance(6) {
		tail = ","
	}
	return "{" + strings.Join(parts, g.one(",", ", ")) + tail + "}"
}

func (g *generator) modifiers() string {
	out := ""
	for g.chance(5) {
		out += g.one(" offset "+g.one("", "-", "+", "- -")+g.durationExpression(2), " @ "+g.one("5", "-1", "start()", "end()", "1e300", "nan", "5m", "start"), " anchored", " smoothed")
	}
	return out
}

func (g *generator) selector() string {
	switch g.random.Intn(5) {
	case 0:
		return g.matchers() + g.modifiers()
	case 1:
		return g.name() + g.matchers() + g.modifiers()
	default:
		return g.name() + g.modifiers()
	}
}

func (g *generator) labels() string {
	n := g.random.Intn(3)
	var parts []string
	for i := 0; i < n; i++ {
		parts = append(parts, g.label())
	}
	return "(" + strings.Join(parts, ", ") + g.one("", "", "", ",") + ")"
}

func (g *generator) matrix(depth int) string {
	switch g.random.Intn(4) {
	case 0:
		return g.vector(depth-1) + "[" + g.durationExpression(2) + ":" + g.one("", "", g.durationExpression(1)) + "]" + g.modifiers()
	default:
		return g.selector() + "[" + g.durationExpression(2) + "]" + g.modifiers()
	}
}

func (g *generator) ofType(t parser.ValueType, depth int) string {
	if g.chance(25) {
		t = []parser.ValueType{parser.ValueTypeScalar, parser.ValueTypeVector, parser.ValueTypeMatrix, parser.ValueTypeString}[g.random.Intn(4)]
	}
	switch t {
	case parser.ValueTypeMatrix:
		return g.matrix(depth)
	case parser.ValueTypeString:
		return g.text()
	case parser.ValueTypeScalar:
		return g.scalar(depth)
	default:
		return g.vector(depth)
	}
}

func (g *generator) scalar(depth int) string {
	if depth <= 0 {
		return g.number()
	}
	switch g.random.Intn(6) {
	case 0:
		return g.one("-", "+") + g.scalar(depth-1)
	case 1:
		return "(" + g.scalar(depth-1) + ")"
	case 2:
		return g.scalar(depth-1) + g.operator() + g.one("", "", "bool ") + g.scalar(depth-1)
	case 3:
		return g.one("time()", "pi()", "scalar(up)", "step()", "start()", "max_of(1, 2)", "END()")
	default:
		return g.number()
	}
}

func (g *generator) operator() string {
	return " " + g.one("+", "-", "*", "/", "%", "^", "==", "!=", "<", "<=", ">", ">=", "and", "or", "unless", "atan2", "</", ">/", "AND") + " "
}

func (g *generator) matching() string {
	out := g.one("", "", "", "bool ")
	if g.chance(3) {
		out += g.one("on", "ignoring") + g.one("", " ") + g.labels() + " "
		if g.chance(3) {
			out += g.one("group_left", "group_right") + g.one("", g.labels()) + " "
		}
	}
	if g.chance(12) {
		out += g.one("fill(0)", "fill_left (1)", "fill_right(-1) ", "fill_left(1) fill_right(2)", "fill_right(1) fill_left(5m)", "fill(x)", "fill") + " "
	}
	return out
}

func (g *generator) call(depth int) string {
	name := g.functions[g.random.Intn(len(g.functions))]
	function := parser.Functions[name]
	count := len(function.ArgTypes)
	if function.Variadic != 0 {
		count += g.random.Intn(3) - 1
	}
	if g.chance(15) {
		count += g.random.Intn(3) - 1
	}
	var arguments []string
	for i := 0; i < count; i++ {
		at := i
		if at >= len(function.ArgTypes) {
			at = len(function.ArgTypes) - 1
		}
		if at < 0 {
			arguments = append(arguments, g.number())
			continue
		}
		arguments = append(arguments, g.ofType(function.ArgTypes[at], depth-1))
	}
	if g.chance(40) {
		name = g.one("ratee", "Rate", "holt_winters", "sum_over", "up")
	}
	return name + g.one("", "", "", " ") + "(" + strings.Join(arguments, ", ") + g.one("", "", "", "", "", "", "", ",") + ")"
}

func (g *generator) aggregate(depth int) string {
	op := g.one("sum", "avg", "count", "min", "max", "group", "stddev", "stdvar", "topk", "bottomk", "quantile", "count_values", "limitk", "limit_ratio", "SUM")
	argument := g.vector(depth - 1)
	switch op {
	case "topk", "bottomk", "quantile", "limitk", "limit_ratio":
		argument = g.ofType(parser.ValueTypeScalar, 0) + ", " + argument
	case "count_values":
		argument = g.ofType(parser.ValueTypeString, 0) + ", " + argument
	}
	if g.chance(20) {
		argument = ""
	}
	grouping := g.one("by", "without", "BY") + g.one("", " ") + g.labels()
	switch g.random.Intn(3) {
	case 0:
		return op + " " + grouping + " (" + argument + ")"
	case 1:
		return op + "(" + argument + ") " + grouping
	default:
		return op + "(" + argument + ")"
	}
}

func (g *generator) vector(depth int) string {
	if depth <= 0 {
		return g.selector()
	}
	switch g.random.Intn(9) {
	case 0:
		return "(" + g.vector(depth-1) + ")" + g.modifiers()
	case 1:
		return g.one("-", "+", "- -") + g.vector(depth-1)
	case 2, 3:
		return g.ofType(parser.ValueTypeVector, depth-1) + g.operator() + g.matching() + g.ofType(parser.ValueTypeVector, depth-1)
	case 4:
		return g.ofType(parser.ValueTypeVector, depth-1) + g.operator() + g.ofType(parser.ValueTypeScalar, depth-1)
	case 5, 6:
		return g.call(depth)
	case 7:
		return g.aggregate(depth)
	default:
		return g.selector()
	}
}

// damage changes one place: what people mistype, and what nobody would.
func (g *generator) damage(text string) string {
	if text == "" {
		return text
	}
	at := g.random.Intn(len(text))
	piece := g.one("(", ")", "[", "]", "{", "}", ",", "\"", "'", "`", " ", "#", "\n", ":", "=", "!", "~", "@", "\\", "é", "offset ", "by ", "5m", "0", ".", "e", "_", "$", "\u2028", "-", "sum", "]]", "x")
	switch g.random.Intn(4) {
	case 0:
		text = text[:at] + piece + text[at:]
	case 1:
		text = text[:at] + text[at+1:]
	case 2:
		text = text[:at] + piece + text[at+1:]
	default:
		to := at + g.random.Intn(len(text)-at)
		text = text[:at] + text[to:]
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "?")
	}
	return text
}

func (g *generator) expression() string {
	types := []parser.ValueType{parser.ValueTypeVector, parser.ValueTypeVector, parser.ValueTypeVector, parser.ValueTypeScalar, parser.ValueTypeMatrix, parser.ValueTypeString}
	text := g.ofType(types[g.random.Intn(len(types))], g.random.Intn(5))
	if g.chance(3) {
		text = g.damage(text)
	}
	if g.chance(20) {
		text = fmt.Sprintf("%s # %s", text, g.one("note", "\"", "(", "é"))
	}
	if g.chance(20) {
		text = "\n\t" + strings.ReplaceAll(text, " ", g.one("  ", "\n", "\r\n", "\t"))
	}
	return text
}
