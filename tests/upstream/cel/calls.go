package cel

import "fmt"

// call is an expression of the kind made by an operator, function or macro.
func (g *generator) call(k kind) *tree {
	e := g.expr
	switch k {
	case boolean:
		return g.booleanCall()
	case integer:
		return g.integerCall()
	case natural:
		return pick(g,
			func() *tree { return node(k, "{} "+pick(g, "+", "-", "*", "/", "%")+" {}", e(natural), e(natural)) },
			func() *tree { return node(k, "uint({})", e(pick(g, integer, double, natural, text, dynamic))) },
			func() *tree { return node(k, "[{}, {}].sum()", e(natural), e(natural)) })()
	case double:
		return pick(g,
			func() *tree { return node(k, "{} "+pick(g, "+", "-", "*", "/")+" {}", e(double), e(double)) },
			func() *tree { return node(k, "-({})", e(double)) },
			func() *tree { return node(k, "double({})", e(pick(g, integer, natural, double, text, dynamic))) },
			func() *tree { return node(k, "{}.asApproximateFloat()", e(quantity)) },
			func() *tree { return node(k, "[{}, {}]."+pick(g, "max", "min", "sum")+"()", e(double), e(double)) })()
	case text:
		return g.textCall()
	case bytesKind:
		return pick(g,
			func() *tree { return node(k, "{} + {}", e(bytesKind), e(bytesKind)) },
			func() *tree { return node(k, "bytes({})", e(text)) })()
	case duration:
		return pick(g,
			func() *tree { return node(k, "{} "+pick(g, "+", "-")+" {}", e(duration), e(duration)) },
			func() *tree { return node(k, "{} - {}", e(timestamp), e(timestamp)) },
			func() *tree { return node(k, "duration({})", e(text)) },
			func() *tree { return node(k, "[{}, {}].max()", e(duration), e(duration)) })()
	case timestamp:
		return pick(g,
			func() *tree { return node(k, "{} "+pick(g, "+", "-")+" {}", e(timestamp), e(duration)) },
			func() *tree { return node(k, "timestamp({})", e(pick(g, integer, text))) })()
	case quantity:
		return pick(g,
			func() *tree {
				return node(k, "{}."+pick(g, "add", "sub")+"({})", e(quantity), e(pick(g, quantity, integer)))
			},
			func() *tree { return node(k, "quantity({})", e(text)) },
			func() *tree { return g.attribute(quantity) })()
	case semver:
		return pick(g,
			func() *tree { return node(k, "semver({})", e(text)) },
			func() *tree { return node(k, "semver({}, {})", e(text), e(boolean)) },
			func() *tree { return g.attribute(semver) })()
	case ip:
		return pick(g,
			func() *tree { return node(k, "{}.ip()", e(cidr)) },
			func() *tree { return node(k, "ip({})", e(text)) })()
	case cidr:
		return pick(g,
			func() *tree { return node(k, "{}.masked()", e(cidr)) },
			func() *tree { return node(k, "cidr({})", e(text)) })()
	case url:
		return node(k, "url({})", e(text))
	case typ:
		return node(k, "type({})", e(dynamic))
	case listOfInt, listOfText, listOfAny:
		return g.listCall(k)
	case mapOfText:
		return g.mapCall()
	case optInt, optText:
		inner := integer
		if k == optText {
			inner = text
		}
		return pick(g,
			func() *tree { return node(k, "optional.of({})", e(inner)) },
			func() *tree { return node(k, "{}.or({})", e(k), e(k)) },
			func() *tree { return node(k, "{}.optMap(v, {})", e(k), g.scoped("v", inner, inner)) },
			func() *tree { return node(k, "{}.optFlatMap(v, {})", e(k), g.scoped("v", inner, k)) },
			func() *tree { return node(k, "{}.first()", e(listOfInt)) },
			func() *tree { return node(k, "{}.last()", e(listOfText)) })()
	}
	return leaf(k, g.literal(k))
}

func (g *generator) same() kind { return kind(g.n(int(kinds))) }

func (g *generator) booleanCall() *tree {
	e := g.expr
	const k = boolean
	number := func() kind { return pick(g, integer, natural, double) }
	list := func() kind { return pick(g, listOfInt, listOfText, listOfAny, dynamic) }
	choices := []func() *tree{
		func() *tree { return node(k, "({} && {})", e(k), e(k)) },
		func() *tree { return node(k, "({} || {})", e(k), e(k)) },
		func() *tree { return node(k, "!({})", e(k)) },
		func() *tree { s := g.same(); return node(k, "{} == {}", e(s), e(s)) },
		func() *tree { s := g.same(); return node(k, "{} != {}", e(s), e(s)) },
		func() *tree { return node(k, "{} == {}", e(dynamic), e(dynamic)) },
		func() *tree { return node(k, "{} "+pick(g, "<", "<=", ">", ">=")+" {}", e(number()), e(number())) },
		func() *tree {
			s := pick(g, text, bytesKind, duration, timestamp, boolean, dynamic)
			return node(k, "{} "+pick(g, "<", "<=", ">", ">=")+" {}", e(s), e(s))
		},
		func() *tree { return node(k, "{} in {}", e(integer), e(listOfInt)) },
		func() *tree { return node(k, "{} in {}", e(text), e(pick(g, listOfText, mapOfText))) },
		func() *tree {
			return node(k, "{} in [{}, {}]", e(dynamic), e(pick(g, integer, double, text)), e(dynamic))
		},
		func() *tree {
			return leaf(k, fmt.Sprintf("has(device.attributes[%s].%s)", g.domain(), pick(g, attributeNames...)))
		},
		func() *tree {
			return leaf(k, fmt.Sprintf("has(device.capacity[%s].%s)", g.domain(), pick(g, capacityNames...)))
		},
		func() *tree { return node(k, "has({}.a)", e(pick(g, mapOfText, mapOfText, dynamic, listOfInt))) },
		func() *tree { return node(k, "{}.hasValue()", g.optionalOf(g.same())) },
		func() *tree {
			return node(k, "{}."+pick(g, "startsWith", "endsWith", "contains")+"({})", e(text), e(text))
		},
		func() *tree { return node(k, "{}.matches({})", e(text), g.pattern()) },
		func() *tree { return node(k, "matches({}, {})", e(text), g.pattern()) },
		func() *tree {
			return node(k, "{}."+pick(g, "all", "exists", "exists_one", "existsOne")+"(i, {})", e(list()), g.scoped("i", dynamic, boolean))
		},
		func() *tree {
			return node(k, "{}."+pick(g, "all", "exists", "exists_one")+"(i, {})", e(listOfInt), g.scoped("i", integer, boolean))
		},
		func() *tree {
			return node(k, "{}."+pick(g, "all", "exists", "existsOne")+"(i, j, {})", e(pick(g, list(), mapOfText)), g.scoped("j", dynamic, boolean))
		},
		func() *tree {
			return node(k, "{}."+pick(g, "isGreaterThan", "isLessThan")+"({})", e(quantity), e(quantity))
		},
		func() *tree {
			return node(k, "{}."+pick(g, "isGreaterThan", "isLessThan")+"({})", e(semver), e(semver))
		},
		func() *tree {
			return node(k, pick(g, "isQuantity", "isSemver", "isIP", "isCIDR", "isURL", "ip.isCanonical")+"({})", e(text))
		},
		func() *tree {
			return leaf(k, fmt.Sprintf(pick(g, "isQuantity(%q)", "quantity(%q).isInteger()"), g.quantityText()))
		},
		func() *tree {
			return leaf(k, fmt.Sprintf("isSemver(%q, %s)", g.versionText(), pick(g, "true", "false")))
		},
		func() *tree { return leaf(k, fmt.Sprintf("ip.isCanonical(%q)", g.ipText())) },
		func() *tree { return node(k, "{}.isInteger()", e(quantity)) },
		func() *tree {
			return node(k, "{}."+pick(g, "isUnspecified", "isLoopback", "isLinkLocalMulticast", "isLinkLocalUnicast", "isGlobalUnicast")+"()", e(ip))
		},
		func() *tree { return node(k, "{}.containsIP({})", e(cidr), e(pick(g, ip, text))) },
		func() *tree { return node(k, "{}.containsCIDR({})", e(cidr), e(pick(g, cidr, text))) },
		func() *tree { return leaf(k, fmt.Sprintf("cidr(%q).containsIP(%q)", g.cidrText(), g.ipText())) },
		func() *tree {
			return node(k, pick(g, "sets.contains", "sets.intersects", "sets.equivalent")+"({}, {})", e(listOfInt), e(listOfInt))
		},
		func() *tree {
			return node(k, pick(g, "sets.contains", "sets.intersects", "sets.equivalent")+"({}, {})", e(list()), e(list()))
		},
		func() *tree { return node(k, "{}.isSorted()", e(list())) },
		func() *tree {
			return node(k, "{}.includes({})", e(pick(g, dynamic, listOfInt, listOfText)), e(dynamic))
		},
		func() *tree { return node(k, "{}.validate({}).hasValue()", e(format), e(text)) },
		func() *tree { return node(k, "bool({})", e(pick(g, text, boolean))) },
		func() *tree { return leaf(k, fmt.Sprintf("device.driver %s %s", pick(g, "==", "!="), g.textLiteral())) },
		func() *tree { return g.attribute(boolean) },
	}
	return pick(g, choices...)()
}

func (g *generator) pattern() *tree {
	if g.chance(20) {
		return g.expr(text)
	}
	return leaf(text, pick(g, `"a"`, `"^a.*c$"`, `"[0-9]+"`, `r"\d+\.\d+"`, `"("`, `"(a|b)+"`, `"(?i)h100"`, `"a{2,3}"`, `"\\p{L}+"`, `"(?<x>a)"`, `"(?P<x>a)"`, `"a**"`, `"\\C"`, `"[[:alpha:]]"`, `"x{1001}"`, `"^$"`, `""`, `"(?=a)"`))
}

func (g *generator) integerCall() *tree {
	e := g.expr
	const k = integer
	choices := []func() *tree{
		func() *tree { return node(k, "{} "+pick(g, "+", "-", "*", "/", "%")+" {}", e(k), e(k)) },
		func() *tree { return node(k, "({} "+pick(g, "+", "-", "*", "/", "%")+" {})", e(k), e(k)) },
		func() *tree { return node(k, "-({})", e(k)) },
		func() *tree {
			return node(k, "int({})", e(pick(g, integer, natural, double, text, duration, timestamp, dynamic)))
		},
		func() *tree {
			return node(k, "size({})", e(pick(g, text, bytesKind, listOfInt, mapOfText, listOfText, dynamic)))
		},
		func() *tree {
			return node(k, "{}.size()", e(pick(g, text, bytesKind, listOfInt, mapOfText, listOfAny)))
		},
		func() *tree { return node(k, "{}."+pick(g, "indexOf", "lastIndexOf")+"({})", e(text), e(text)) },
		func() *tree {
			return node(k, "{}."+pick(g, "indexOf", "lastIndexOf")+"({}, {})", e(text), e(text), e(k))
		},
		func() *tree { return node(k, "{}."+pick(g, "indexOf", "lastIndexOf")+"({})", e(listOfInt), e(k)) },
		func() *tree { return node(k, "{}."+pick(g, "indexOf", "lastIndexOf")+"({})", e(dynamic), e(dynamic)) },
		func() *tree { return node(k, "{}.compareTo({})", e(quantity), e(quantity)) },
		func() *tree { return node(k, "{}.compareTo({})", e(semver), e(semver)) },
		func() *tree { return node(k, "{}."+pick(g, "asInteger", "asInteger")+"()", e(quantity)) },
		func() *tree { return leaf(k, fmt.Sprintf("quantity(%q).%s()", g.quantityText(), "asInteger")) },
		func() *tree { return node(k, "{}."+pick(g, "major", "minor", "patch")+"()", e(semver)) },
		func() *tree { return node(k, "sign({})", e(quantity)) },
		func() *tree { return leaf(k, fmt.Sprintf("sign(quantity(%q))", g.quantityText())) },
		func() *tree { return node(k, "{}.family()", e(ip)) },
		func() *tree { return node(k, "{}.prefixLength()", e(cidr)) },
		func() *tree {
			part := pick(g, "getFullYear", "getMonth", "getDayOfYear", "getDayOfMonth", "getDate", "getDayOfWeek", "getHours", "getMinutes", "getSeconds", "getMilliseconds")
			zone := pick(g, "", "", `"UTC"`, `"+02:30"`, `"-11:00"`, `"America/New_York"`, `"Nope/Zone"`, `"02:00"`, `"+x:1"`)
			return node(k, "{}."+part+"("+zone+")", e(timestamp))
		},
		func() *tree {
			return node(k, "{}."+pick(g, "getHours", "getMinutes", "getSeconds", "getMilliseconds")+"()", e(duration))
		},
		func() *tree { return node(k, "{}."+pick(g, "sum", "min", "max")+"()", e(listOfInt)) },
		func() *tree { return node(k, "{}[{}]", e(listOfInt), e(pick(g, integer, integer, dynamic))) },
		func() *tree { return node(k, "{}[{}]", e(mapOfText), e(text)) },
		func() *tree { return node(k, "{}.a", e(mapOfText)) },
		func() *tree { return g.attribute(integer) },
	}
	return pick(g, choices...)()
}

func (g *generator) textCall() *tree {
	e := g.expr
	const k = text
	choices := []func() *tree{
		func() *tree { return node(k, "{} + {}", e(k), e(k)) },
		func() *tree { return node(k, "string({})", e(g.same())) },
		func() *tree { return node(k, "{}.charAt({})", e(k), e(integer)) },
		func() *tree { return node(k, "{}."+pick(g, "lowerAscii", "upperAscii", "trim")+"()", e(k)) },
		func() *tree { return node(k, "{}.replace({}, {})", e(k), e(k), e(k)) },
		func() *tree { return node(k, "{}.replace({}, {}, {})", e(k), e(k), e(k), e(integer)) },
		func() *tree { return node(k, "{}.substring({})", e(k), e(integer)) },
		func() *tree { return node(k, "{}.substring({}, {})", e(k), e(integer), e(integer)) },
		func() *tree { return node(k, "{}.join()", e(listOfText)) },
		func() *tree { return node(k, "{}.join({})", e(listOfText), e(k)) },
		func() *tree { return node(k, "strings.quote({})", e(k)) },
		func() *tree { return node(k, "{}.find({})", e(k), g.pattern()) },
		func() *tree {
			return node(k, "{}."+pick(g, "getScheme", "getHost", "getHostname", "getPort", "getEscapedPath")+"()", e(url))
		},
		func() *tree {
			return leaf(k, fmt.Sprintf("url(%q).%s()", g.urlText(), pick(g, "getScheme", "getHost", "getHostname", "getPort", "getEscapedPath")))
		},
		func() *tree {
			clause := pick(g, "%s", "%d", "%f", "%.2f", "%e", "%.3e", "%x", "%X", "%b", "%o", "%s and %s", "%%", "%z", "%", "%.", "%.99f", "%s %d")
			return node(k, fmt.Sprintf("%q", clause)+".format([{}])", e(dynamic))
		},
		func() *tree { return node(k, `"%s|%s".format([{}, {}])`, e(g.same()), e(g.same())) },
		func() *tree {
			return node(k, `"%d|%x|%f".format([{}, {}, {}])`, e(integer), e(pick(g, text, bytesKind, integer, natural)), e(double))
		},
		func() *tree { return node(k, "{}[{}]", e(listOfText), e(integer)) },
		func() *tree { return g.attribute(text) },
		func() *tree { return leaf(k, "device.driver") },
	}
	return pick(g, choices...)()
}

func (g *generator) listCall(k kind) *tree {
	e := g.expr
	element := integer
	if k == listOfText {
		element = text
	}
	if k == listOfAny {
		element = dynamic
	}
	choices := []func() *tree{
		func() *tree { return node(k, "[{}, {}]", e(element), e(element)) },
		func() *tree { return node(k, "[{}]", e(element)) },
		func() *tree { return node(k, "[?{}, {}]", g.optionalOf(element), e(element)) },
		func() *tree { return node(k, "({} + {})", e(k), e(k)) },
		func() *tree {
			return node(k, "{}.map(m, {})", e(pick(g, k, listOfInt, mapOfText)), g.scoped("m", dynamic, element))
		},
		func() *tree {
			return node(k, "{}.map(m, {}, {})", e(k), g.scoped("m", element, boolean), g.scoped("m", element, element))
		},
		func() *tree { return node(k, "{}.filter(f, {})", e(k), g.scoped("f", element, boolean)) },
		func() *tree {
			return node(k, "{}.transformList(i, v, {})", e(pick(g, k, mapOfText)), g.scoped("v", dynamic, element))
		},
		func() *tree {
			return node(k, "{}.transformList(i, v, {}, {})", e(k), g.scoped("i", integer, boolean), g.scoped("v", element, element))
		},
		func() *tree { return node(k, "{}.slice({}, {})", e(k), e(integer), e(integer)) },
		func() *tree { return node(k, "{}."+pick(g, "reverse", "distinct", "sort")+"()", e(k)) },
		func() *tree {
			return node(k, "{}.sortBy(s, {})", e(k), g.scoped("s", element, pick(g, integer, text, double)))
		},
		func() *tree { return node(k, "[{}, {}].flatten()", e(k), e(k)) },
		func() *tree { return node(k, "[[{}]].flatten({})", e(k), e(integer)) },
		func() *tree { return node(k, "lists.range({})", e(integer)) },
		func() *tree { return node(k, "[{}].unwrapOpt()", g.optionalOf(element)) },
	}
	if k == listOfText {
		choices = append(choices,
			func() *tree { return node(k, "{}.split({})", e(text), e(text)) },
			func() *tree { return node(k, "{}.split({}, {})", e(text), e(text), e(integer)) },
			func() *tree { return node(k, "{}.findAll({})", e(text), g.pattern()) },
			func() *tree { return node(k, "{}.findAll({}, {})", e(text), g.pattern(), e(integer)) },
			func() *tree { return g.attribute(listOfText) })
	}
	return pick(g, choices...)()
}

func (g *generator) mapCall() *tree {
	e := g.expr
	const k = mapOfText
	choices := []func() *tree{
		func() *tree { return node(k, "{{}: {}, {}: {}}", e(text), e(integer), e(text), e(integer)) },
		func() *tree { return node(k, "{?{}: {}}", e(text), g.optionalOf(integer)) },
		func() *tree {
			return node(k, "{}.transformMap(i, v, {})", e(pick(g, mapOfText, listOfInt)), g.scoped("v", dynamic, integer))
		},
		func() *tree {
			return node(k, "{}.transformMap(i, v, {}, {})", e(mapOfText), g.scoped("v", integer, boolean), g.scoped("v", integer, integer))
		},
		func() *tree {
			return node(k, "{}.transformMapEntry(i, v, {{}: {}})", e(listOfText), g.scoped("v", text, text), g.scoped("i", integer, integer))
		},
		func() *tree { return node(k, "{}.getQuery()", e(url)) },
		func() *tree { return leaf(k, fmt.Sprintf("device.attributes[%s]", g.domain())) },
		func() *tree { return leaf(k, fmt.Sprintf("device.capacity[%s]", g.domain())) },
		func() *tree {
			return node(k, "{{}: {}}", e(pick(g, integer, natural, boolean, double, bytesKind, semver, null)), e(dynamic))
		},
	}
	return pick(g, choices...)()
}
