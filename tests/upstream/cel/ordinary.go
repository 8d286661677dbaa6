package cel

import "fmt"

// ordinary makes selectors as people write them: comparisons of driver, attributes and capacity joined by && and ||.
func (g *generator) ordinary() *tree {
	terms := 1 + g.n(5)
	out := g.term()
	for i := 1; i < terms; i++ {
		out = node(boolean, pick(g, "{} && {}", "{} && {}", "{} && {}", "{} || {}", "({} || {})"), out, g.term())
	}
	return out
}

func (g *generator) named(names ...string) string {
	return fmt.Sprintf(pick(g, `device.attributes[%s].%s`, `device.attributes[%s].%s`, `device.attributes[%s]["%s"]`), g.domain(), pick(g, names...))
}

func (g *generator) term() *tree {
	attribute := func() string { return g.named(attributeNames...) }
	capacity := func() string { return fmt.Sprintf(`device.capacity[%s].%s`, g.domain(), pick(g, capacityNames...)) }
	constant := func() string {
		return pick(g, g.textLiteral(), g.textLiteral(), "3", "0", "-1", "true", "false", "1.0", "9223372036854775807")
	}
	comparison := func() string { return pick(g, "==", "!=", "<", "<=", ">", ">=") }
	text := pick(g,
		func() string {
			return fmt.Sprintf("device.driver %s %s", pick(g, "==", "!="), pick(g, `"gpu.example.com"`, `"other.example.com"`, `""`))
		},
		func() string { return fmt.Sprintf("%s %s %s", attribute(), pick(g, "==", "==", "!="), constant()) },
		func() string { return fmt.Sprintf("%s %s %s", constant(), pick(g, "==", "!="), attribute()) },
		func() string {
			return fmt.Sprintf("%s %s %s", g.named("index", "huge", "missing", "model", "healthy"), comparison(), pick(g, "3", "0", "-1", "7"))
		},
		func() string {
			return fmt.Sprintf(`%s.compareTo(quantity(%q)) %s 0`, capacity(), g.quantityText(), comparison())
		},
		func() string {
			return fmt.Sprintf(`%s.%s(quantity(%q))`, capacity(), pick(g, "isGreaterThan", "isLessThan"), g.quantityText())
		},
		func() string {
			return fmt.Sprintf(`%s.%s(semver(%q))`, g.named("driverVersion", "driverVersion", "model", "versions"), pick(g, "isGreaterThan", "isLessThan"), g.versionText())
		},
		func() string {
			return fmt.Sprintf(`%s.compareTo(semver(%q)) %s 0`, g.named("driverVersion", "missing"), g.versionText(), comparison())
		},
		func() string {
			return fmt.Sprintf("%s in [%s, %s]", attribute(), g.textLiteral(), pick(g, `"A100"`, `"H100"`, "1"))
		},
		func() string {
			return fmt.Sprintf("%s.%s(%s)", attribute(), pick(g, "startsWith", "endsWith", "contains"), g.textLiteral())
		},
		func() string {
			return fmt.Sprintf("has(device.%s[%s].%s)", pick(g, "attributes", "capacity"), g.domain(), pick(g, append(attributeNames, capacityNames...)...))
		},
		func() string { return g.named("healthy", "missing", "model") },
		func() string { return "device.allowMultipleAllocations" },
		func() string { return fmt.Sprintf("%s in device.attributes", g.domain()) },
		func() string { return pick(g, "true", "false") },
	)()
	if g.chance(12) {
		text = "!(" + text + ")"
	}
	return leaf(boolean, text)
}
