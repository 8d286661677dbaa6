// Package kubeconfig compares how claimscope resolves sets of kubeconfig files with client-go's clientcmd, rest and transport.
package kubeconfig

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Field is one line of an entry; the value is YAML on one line.
type Field struct{ Key, Value string }

// Entry is one of clusters, users or contexts.
type Entry struct {
	Name   string // YAML on one line; empty: no name at all
	Fields []Field
}

// File is one kubeconfig of a set.
type File struct {
	Folder string // below the root: "a", "b/deep"
	Kind   string // "": written out; "missing", "directory", "null" (/dev/null), "dangling"
	Raw    string // the text itself, instead of what follows
	Flow   bool   // [{…}] instead of lines
	Cut    int    // bytes of damage: see damage()
	Head   []Field
	Lists  map[string][]Entry // clusters, users, contexts
}

// Set is what kubectl and claimscope are given.
type Set struct {
	Files       []File
	Explicit    bool // --kubeconfig with the first file
	Relative    bool // paths relative to the working folder
	Home        bool // the first file is ~/.kube/config, KUBECONFIG is not set
	Twice       bool // the first file is named twice
	Context     string
	Namespace   string
	Environment map[string]string
}

var bodies = map[string]string{"clusters": "cluster", "users": "user", "contexts": "context"}

// Text is the file as it is written.
func (f *File) Text() string {
	if f.Raw != "" {
		return f.damage(f.Raw)
	}
	var b strings.Builder
	for _, field := range f.Head {
		fmt.Fprintf(&b, "%s: %s\n", field.Key, field.Value)
	}
	for _, list := range []string{"clusters", "users", "contexts"} {
		entries, written := f.Lists[list]
		if !written {
			continue
		}
		if f.Flow {
			var items []string
			for _, e := range entries {
				var fields []string
				for _, field := range e.Fields {
					fields = append(fields, field.Key+": "+field.Value)
				}
				item := bodies[list] + ": {" + strings.Join(fields, ", ") + "}"
				if e.Name != "" {
					item = "name: " + e.Name + ", " + item
				}
				items = append(items, "{"+item+"}")
			}
			fmt.Fprintf(&b, "%s: [%s]\n", list, strings.Join(items, ", "))
			continue
		}
		fmt.Fprintf(&b, "%s:\n", list)
		for _, e := range entries {
			if e.Name != "" {
				fmt.Fprintf(&b, "- name: %s\n  %s:\n", e.Name, bodies[list])
			} else {
				fmt.Fprintf(&b, "- %s:\n", bodies[list])
			}
			for _, field := range e.Fields {
				fmt.Fprintf(&b, "    %s: %s\n", field.Key, field.Value)
			}
		}
	}
	return f.damage(b.String())
}

// damage changes one byte, so that readers of YAML are compared on what people break.
func (f *File) damage(text string) string {
	if f.Cut == 0 || len(text) == 0 {
		return text
	}
	at := f.Cut % len(text)
	marks := ":-{}[],\"'#&*!|>% \t\n@`?x0"
	mark := string(marks[(f.Cut/len(text))%len(marks)])
	switch f.Cut % 3 {
	case 0:
		return text[:at] + text[at+1:]
	case 1:
		return text[:at] + mark + text[at:]
	default:
		return text[:at] + mark + text[at+1:]
	}
}

// Case is a set written to disk, as `claimscope connection --cases` takes it.
type Case struct {
	Folder      string            `json:"folder"`
	Kubeconfig  string            `json:"kubeconfig"`
	Context     string            `json:"context"`
	Namespace   string            `json:"namespace"`
	Environment map[string]string `json:"environment"`
}

// Write puts the set below root; names carry the number, so that sets do not meet.
func (s *Set) Write(root string, number int) (Case, error) {
	c := Case{Folder: root, Context: s.Context, Namespace: s.Namespace, Environment: map[string]string{"HOME": filepath.Join(root, "nobody")}}
	for name, value := range s.Environment {
		c.Environment[name] = value
	}
	var paths []string
	for i := range s.Files {
		f := &s.Files[i]
		folder := filepath.Join(root, f.Folder)
		path := filepath.Join(folder, fmt.Sprintf("config-%d-%d", number, i))
		if s.Home && i == 0 {
			home := filepath.Join(root, f.Folder, fmt.Sprintf("home-%d", number))
			c.Environment["HOME"] = home
			path = filepath.Join(home, ".kube", "config")
			if err := linkSupport(root, filepath.Join(home, ".kube")); err != nil {
				return c, err
			}
		}
		var err error
		switch f.Kind {
		case "missing":
			err = os.RemoveAll(path)
		case "directory":
			os.Remove(path)
			err = os.MkdirAll(path, 0o755)
		case "dangling":
			os.Remove(path)
			err = os.Symlink("nowhere", path)
		case "null":
			path = "/dev/null"
		default:
			os.Remove(path)
			err = os.WriteFile(path, []byte(f.Text()), 0o600)
		}
		if err != nil {
			return c, err
		}
		if s.Relative && strings.HasPrefix(path, root) {
			path = "." + strings.TrimPrefix(path, root)
		}
		paths = append(paths, path)
	}
	switch {
	case len(paths) == 0 || s.Home:
	case s.Explicit:
		c.Kubeconfig = paths[0]
	default:
		if s.Twice {
			paths = append(paths, paths[0], "")
		}
		c.Environment["KUBECONFIG"] = strings.Join(paths, ":")
	}
	return c, nil
}
