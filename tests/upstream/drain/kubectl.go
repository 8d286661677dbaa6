package drain

import (
	"context"
	"fmt"
	"io"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	clienttesting "k8s.io/client-go/testing"
	"k8s.io/kubectl/pkg/drain"
)

// Decisions are pods ("namespace/name") with what becomes of them, and why where a pod blocks.
type Decisions map[string]string

// AskKubectl gives the decisions of kubectl's filters.
func AskKubectl(c Case) (Decisions, error) {
	var objects []runtime.Object
	for i := range c.DaemonSets {
		objects = append(objects, &c.DaemonSets[i])
	}
	client := fake.NewClientset(objects...)
	// The tracker knows no field selectors; the server would give the pods of the node.
	client.PrependReactor("list", "pods", func(action clienttesting.Action) (bool, runtime.Object, error) {
		fields := action.(clienttesting.ListAction).GetListRestrictions().Fields
		node, found := fields.RequiresExactMatch("spec.nodeName")
		if !found {
			return true, nil, fmt.Errorf("pods are listed by %q", fields)
		}
		list := &corev1.PodList{}
		for _, pod := range c.Pods {
			if pod.Spec.NodeName == node {
				list.Items = append(list.Items, pod)
			}
		}
		return true, list, nil
	})
	helper := drain.Helper{
		Ctx: context.Background(), Client: client, Force: c.Options.Force, GracePeriodSeconds: -1,
		IgnoreAllDaemonSets: c.Options.IgnoreDaemonSets, DeleteEmptyDirData: c.Options.DeleteEmptyDirData,
		PodSelector: c.Options.PodSelector, DisableEviction: c.Options.DisableEviction,
		SkipWaitForDeleteTimeoutSeconds: c.Options.SkipWait, Out: io.Discard, ErrOut: io.Discard,
	}
	list, errors := helper.GetPodsForDeletion(c.Node)
	if list == nil {
		return nil, fmt.Errorf("kubectl: %v", errors)
	}
	out := Decisions{}
	for _, pod := range c.Pods {
		if pod.Spec.NodeName == c.Node {
			out[pod.Namespace+"/"+pod.Name] = "skip"
		}
	}
	for _, pod := range list.Pods() {
		out[pod.Namespace+"/"+pod.Name] = "evict"
	}
	for _, err := range errors {
		message, names, found := strings.Cut(strings.TrimPrefix(err.Error(), "cannot delete "), ": ")
		// "daemonsets.apps "x" not found" has no colon; pods follow the last one.
		if last := strings.LastIndex(err.Error(), ": "); found && last >= 0 {
			names = err.Error()[last+2:]
		}
		for _, name := range strings.Split(names, ", ") {
			out[name] = "blocked " + reasonOf(message)
		}
	}
	return out, nil
}

func reasonOf(message string) string {
	for words, reason := range map[string]string{
		"DaemonSet-managed Pods": "DaemonSet", "local storage": "EmptyDir", "declare no controller": "NoController", "not found": "DaemonSetGone",
	} {
		if strings.Contains(message, words) {
			return reason
		}
	}
	return message
}
