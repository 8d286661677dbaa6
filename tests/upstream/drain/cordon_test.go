package drain

import (
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/kubectl/pkg/drain"
)

// TestCordon: both ways, the patch is kubectl's, and nothing is sent for a node that is as wished.
func TestCordon(t *testing.T) {
	if os.Getenv("CLAIMSCOPE") == "" {
		t.Skip("CLAIMSCOPE is not set")
	}
	for _, was := range []bool{false, true} {
		for command, desired := range map[string]bool{"cordon": true, "uncordon": false} {
			node := &corev1.Node{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Node"}, ObjectMeta: metav1.ObjectMeta{Name: "n", UID: "u"}, Spec: corev1.NodeSpec{Unschedulable: was}}
			client := fake.NewClientset(node)
			if err := drain.RunCordonOrUncordon(&drain.Helper{Ctx: t.Context(), Client: client}, node.DeepCopy(), desired); err != nil {
				t.Fatal(err)
			}
			wanted := ""
			for _, action := range client.Actions() {
				if patch, is := action.(clienttesting.PatchAction); is {
					wanted = string(patch.GetPatchType()) + " " + string(patch.GetPatch())
				}
			}
			if got := patchOf(t, command, node); got != wanted {
				t.Errorf("%s of a node with unschedulable %v: kubectl %q, claimscope %q", command, was, wanted, got)
			}
		}
	}
}

func patchOf(t *testing.T, command string, node *corev1.Node) string {
	t.Helper()
	text, err := json.Marshal(node)
	if err != nil {
		t.Fatal(err)
	}
	file := t.TempDir() + "/node.json"
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	output, err := exec.Command(os.Getenv("CLAIMSCOPE"), command, node.Name, "--plan", "-o", "json", "--file", file).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	var plan struct {
		Steps []struct {
			Call struct{ ContentType, Body string }
		}
	}
	if err := json.Unmarshal(output, &plan); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	if len(plan.Steps) == 0 {
		return ""
	}
	return plan.Steps[0].Call.ContentType + " " + plan.Steps[0].Call.Body
}
