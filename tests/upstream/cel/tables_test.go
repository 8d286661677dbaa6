package cel

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	conformance "cel.dev/expr/conformance/test"
	"google.golang.org/protobuf/encoding/prototext"
	resourceapi "k8s.io/api/resource/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	_ "cel.dev/expr/conformance/proto2"
	_ "cel.dev/expr/conformance/proto3"
)

// module is the folder of a module in the module cache.
func module(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", path).Output()
	if err != nil || len(strings.TrimSpace(string(out))) == 0 {
		t.Skipf("module %s is not in the module cache: %v", path, err)
	}
	return strings.TrimSpace(string(out))
}

// sample is the device that expressions of foreign tables see.
var sample = Device{
	Driver: "gpu.example.com",
	Attributes: map[string]resourceapi.DeviceAttribute{
		"model": {StringValue: pointer("H100")}, "index": {IntValue: pointer[int64](3)}, "healthy": {BoolValue: pointer(true)},
		"driverVersion": {VersionValue: pointer("1.2.3")}, "names": {StringValues: []string{"a", "b"}},
	},
	Capacity: map[string]resourceapi.DeviceCapacity{"memory": {Value: resource.MustParse("80Gi")}},
}

// forms turns an expression of any type into selectors.
func forms(expression string) []string {
	return []string{expression, "dyn(" + expression + ")", "[" + expression + "].size() == 1", "(" + expression + ") == (" + expression + ")",
		"string(dyn(" + expression + ")) == \"x\""}
}

// refused are expressions that need what Claimscope leaves out: protobuf messages have no use in a selector, and their construction
// is a compile error there. README.md says so.
var refused = regexp.MustCompile(`google\.protobuf\.\w+\s*\{|TestAllTypes|\bcel\.@|NullValue|proto\.|ext\.`)

func compareExpressions(t *testing.T, expressions map[string]bool) {
	var cases []Case
	skipped := 0
	for expression := range expressions {
		if refused.MatchString(expression) {
			skipped++
			continue
		}
		for i, form := range forms(expression) {
			cases = append(cases, Case{ID: fmt.Sprintf("t%d.%d", len(cases), i), Expression: form, Device: sample})
		}
	}
	count := compare(t, cases, nil)
	t.Logf("%d expressions in %d forms, %d left out: %s", len(expressions)-skipped, len(cases), skipped, count)
}

// TestTexts evaluates every text found in the tests of upstream's CEL packages: most are expressions, the others must be refused.
func TestTexts(t *testing.T) {
	celGo := module(t, "github.com/google/cel-go")
	apiserver := module(t, "k8s.io/apiserver")
	folders := []string{
		filepath.Join(apiserver, "pkg/cel/library"), filepath.Join(apiserver, "pkg/cel/environment"),
		filepath.Join(celGo, "ext"), filepath.Join(celGo, "interpreter"), filepath.Join(celGo, "checker"), filepath.Join(celGo, "parser"),
		filepath.Join(celGo, "cel"), filepath.Join(module(t, "k8s.io/dynamic-resource-allocation"), "cel"),
	}
	for _, folder := range folders {
		t.Run(filepath.Base(filepath.Dir(folder))+"/"+filepath.Base(folder), func(t *testing.T) {
			compareExpressions(t, textsOf(t, folder))
		})
	}
}

func textsOf(t *testing.T, folder string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	files, _ := filepath.Glob(filepath.Join(folder, "*_test.go"))
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil && len(text) > 1 && len(text) < 5000 {
					out[text] = true
				}
			}
			return true
		})
	}
	return out
}

// Files of cel-spec that need protobuf messages or extensions a selector does not have.
var specWithout = map[string]bool{"proto2": true, "proto2_ext": true, "proto3": true, "wrappers": true, "enums": true, "block_ext": true,
	"math_ext": true, "encoders_ext": true, "unknowns": true}

// TestSpecification evaluates the conformance tests of cel-spec that need no variables.
func TestSpecification(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(module(t, "cel.dev/expr"), "tests/simple/testdata/*.textproto"))
	if len(files) == 0 {
		t.Skip("cel-spec's tests are not in the module cache")
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".textproto")
		if specWithout[name] {
			continue
		}
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var parsed conformance.SimpleTestFile
			if err := (prototext.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(text, &parsed); err != nil {
				t.Fatal(err)
			}
			expressions := map[string]bool{}
			for _, section := range parsed.Section {
				for _, test := range section.Test {
					if len(test.TypeEnv) == 0 && len(test.Bindings) == 0 && test.Container == "" {
						expressions[test.Expr] = true
					}
				}
			}
			compareExpressions(t, expressions)
		})
	}
}

// TestSelectors evaluates the table of upstream's own compile_test.go, devices included. A copy of
// the package with one more test file writes it out; nothing of it is kept.
func TestSelectors(t *testing.T) {
	folder := filepath.Join(module(t, "k8s.io/dynamic-resource-allocation"), "cel")
	scratch := t.TempDir()
	copied := scratchModule(t, scratch)
	files, _ := filepath.Glob(filepath.Join(folder, "*.go"))
	for _, file := range files {
		if name := filepath.Base(file); name == "compile_test.go" || !strings.HasSuffix(name, "_test.go") {
			copyFile(t, file, filepath.Join(copied, name))
		}
	}
	if err := os.WriteFile(filepath.Join(copied, "dump_test.go"), []byte(dumper), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command("go", "test", "-count=1", "-run", "^TestDumpForClaimscope$", ".")
	command.Env = append(os.Environ(), "CLAIMSCOPE_DUMP="+filepath.Join(scratch, "cases.jsonl"), "GOFLAGS=-mod=mod")
	command.Dir = copied
	if out, err := command.CombinedOutput(); err != nil {
		t.Skipf("upstream's table cannot be built here: %v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(scratch, "cases.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		var c Case
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	t.Logf("%d selectors: %s", len(cases), compare(t, cases, nil))
}

// scratchModule is a copy of this module's go.mod and go.sum, which the build may add test dependencies to.
func scratchModule(t *testing.T, scratch string) string {
	t.Helper()
	folder := filepath.Join(scratch, "module")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join("..", name), filepath.Join(folder, name))
	}
	return folder
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, text, 0o600); err != nil {
		t.Fatal(err)
	}
}

const dumper = `package cel

import (
	"encoding/json"
	"os"
	"testing"
)

func TestDumpForClaimscope(t *testing.T) {
	file, err := os.Create(os.Getenv("CLAIMSCOPE_DUMP"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for name, c := range testcases {
		line, err := json.Marshal(map[string]any{"id": name, "expression": c.expression, "device": map[string]any{
			"driver": c.driver, "allowMultipleAllocations": c.allowMultipleAllocations, "attributes": c.attributes, "capacity": c.capacity}})
		if err != nil {
			t.Fatal(err)
		}
		file.Write(append(line, '\n'))
	}
}
`
