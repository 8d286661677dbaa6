package kubeconfig

// smaller gives copies of a set with one thing less.
func smaller(s *Set) []*Set {
	var out []*Set
	add := func(change func(*Set)) {
		copied := *s
		copied.Files = nil
		for _, f := range s.Files {
			g := f
			g.Head = append([]Field(nil), f.Head...)
			g.Lists = map[string][]Entry{}
			for list, entries := range f.Lists {
				for _, e := range entries {
					g.Lists[list] = append(g.Lists[list], Entry{e.Name, append([]Field(nil), e.Fields...)})
				}
			}
			copied.Files = append(copied.Files, g)
		}
		copied.Environment = map[string]string{}
		for name, value := range s.Environment {
			copied.Environment[name] = value
		}
		change(&copied)
		out = append(out, &copied)
	}
	if s.Context != "" {
		add(func(c *Set) { c.Context = "" })
	}
	if s.Namespace != "" {
		add(func(c *Set) { c.Namespace = "" })
	}
	for name := range s.Environment {
		add(func(c *Set) { delete(c.Environment, name) })
	}
	if s.Relative || s.Twice || s.Home {
		add(func(c *Set) { c.Relative, c.Twice, c.Home = false, false, false })
	}
	for i, f := range s.Files {
		add(func(c *Set) { c.Files = append(c.Files[:i], c.Files[i+1:]...) })
		for j := range f.Head {
			add(func(c *Set) { c.Files[i].Head = append(c.Files[i].Head[:j], c.Files[i].Head[j+1:]...) })
		}
		if f.Cut != 0 {
			continue // the place of the damage depends on the text
		}
		for list, entries := range f.Lists {
			for k, e := range entries {
				add(func(c *Set) {
					c.Files[i].Lists[list] = append(c.Files[i].Lists[list][:k], c.Files[i].Lists[list][k+1:]...)
				})
				for m := range e.Fields {
					add(func(c *Set) {
						at := &c.Files[i].Lists[list][k]
						at.Fields = append(at.Fields[:m], at.Fields[m+1:]...)
					})
				}
			}
		}
	}
	return out
}

// Shrink takes away as long as the answers still differ.
func Shrink(s *Set, differs func(*Set) bool) *Set {
	for again := true; again; {
		again = false
		for _, candidate := range smaller(s) {
			if differs(candidate) {
				s, again = candidate, true
				break
			}
		}
	}
	return s
}
