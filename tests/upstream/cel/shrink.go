package cel

// tree is a generated expression: text with places for smaller ones.
type tree struct {
	parts    []string // one more than children
	children []*tree
	kind     kind
}

func (t *tree) text() string {
	out := t.parts[0]
	for i, child := range t.children {
		out += child.text() + t.parts[i+1]
	}
	return out
}

func leaf(k kind, text string) *tree { return &tree{parts: []string{text}, kind: k} }

// replaced is the tree with `what` in the place of the node `at`.
func (t *tree) replaced(at, what *tree) *tree {
	if t == at {
		return what
	}
	out := &tree{parts: t.parts, kind: t.kind}
	for _, child := range t.children {
		out.children = append(out.children, child.replaced(at, what))
	}
	return out
}

func (t *tree) nodes() []*tree {
	out := []*tree{t}
	for _, child := range t.children {
		out = append(out, child.nodes()...)
	}
	return out
}

// simple are leaves to put in the place of larger expressions.
var simple = []string{"true", "false", "1", `"a"`, "1.5", "[1]", `{"a": 1}`, "dyn(1)", "dyn(true)", `dyn("a")`}

// shrink looks for a smaller case that still differs, replacing nodes by their children or by simple leaves.
func shrink(c Case, root *tree) (Case, Answer, Answer) {
	best := c
	mine, _ := claimscope([]Case{c})
	theirs, _ := answers(c)
	for round := 0; round < 40; round++ {
		var cases []Case
		var trees []*tree
		add := func(candidate *tree) {
			text := candidate.text()
			if len(text) < len(best.Expression) {
				cases = append(cases, Case{ID: c.ID, Expression: text, Device: best.Device, Estimate: true})
				trees = append(trees, candidate)
			}
		}
		for _, node := range root.nodes() {
			for _, inner := range node.nodes()[1:] {
				add(root.replaced(node, inner))
			}
			for _, text := range simple {
				add(root.replaced(node, leaf(node.kind, text)))
			}
			if len(cases) > 3000 {
				break
			}
		}
		if len(cases) == 0 {
			break
		}
		ours, err := claimscope(cases)
		if err != nil {
			break
		}
		found := -1
		var upstream Answer
		for i := range cases {
			if found >= 0 && len(cases[i].Expression) >= len(cases[found].Expression) {
				continue
			}
			answer, several := answers(cases[i])
			if !several && differs(ours[i], answer) && !(walksMaps(cases[i].Expression) && accepts(cases[i], ours[i])) {
				found, upstream = i, answer
			}
		}
		if found < 0 {
			break
		}
		best, root, theirs = cases[found], trees[found], upstream
		mine = []Answer{ours[found]}
	}
	smallDevice(&best)
	if len(mine) == 0 {
		return best, Answer{}, theirs
	}
	return best, mine[0], theirs
}

// smallDevice drops what the difference does not need of the device.
func smallDevice(c *Case) {
	still := func(candidate Case) bool {
		ours, err := claimscope([]Case{candidate})
		if err != nil {
			return false
		}
		theirs, several := answers(candidate)
		return !several && differs(ours[0], theirs)
	}
	for name := range c.Device.Attributes {
		candidate := *c
		candidate.Device.Attributes = without(c.Device.Attributes, name)
		if still(candidate) {
			*c = candidate
		}
	}
	for name := range c.Device.Capacity {
		candidate := *c
		candidate.Device.Capacity = without(c.Device.Capacity, name)
		if still(candidate) {
			*c = candidate
		}
	}
}

func without[T any](from map[string]T, name string) map[string]T {
	out := map[string]T{}
	for key, value := range from {
		if key != name {
			out[key] = value
		}
	}
	return out
}
