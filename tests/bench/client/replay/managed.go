// managedFields as a server keeps them: which manager owns which field, computed from the object itself.
package main

import (
	"encoding/json"
	"sort"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// listKeys names the fields that tell the elements of a list apart; other lists are owned as a whole.
var listKeys = map[string][]string{
	"containers": {"name"}, "initContainers": {"name"}, "env": {"name"}, "volumes": {"name"}, "volumeMounts": {"mountPath"}, "ports": {"containerPort", "protocol"},
	"conditions": {"type"}, "ownerReferences": {"uid"}, "podIPs": {"ip"}, "hostIPs": {"ip"}, "resourceClaims": {"name"}, "resourceClaimStatuses": {"name"},
	"reservedFor": {"uid"}, "addresses": {"type"},
}

// owned gives the field set of a value, as FieldsV1 writes it.
func owned(value any) map[string]any {
	set := map[string]any{}
	fields, ok := value.(map[string]any)
	if !ok {
		return set
	}
	for name, child := range fields {
		switch child := child.(type) {
		case map[string]any:
			set["f:"+name] = owned(child)
		case []any:
			set["f:"+name] = ownedList(name, child)
		default:
			set["f:"+name] = map[string]any{}
		}
	}
	return set
}

func ownedList(name string, list []any) map[string]any {
	set := map[string]any{}
	keys := listKeys[name]
	for _, element := range list {
		fields, ok := element.(map[string]any)
		if !ok || keys == nil {
			return map[string]any{}
		}
		key := map[string]any{}
		for _, k := range keys {
			if v, there := fields[k]; there {
				key[k] = v
			}
		}
		encoded, _ := json.Marshal(key) // strings and numbers only
		element := owned(fields)
		element["."] = map[string]any{}
		set["k:"+string(encoded)] = element
	}
	if len(set) > 0 {
		set["."] = map[string]any{}
	}
	return set
}

// Fields of metadata that the server writes itself and nobody owns.
var unowned = []string{"name", "namespace", "uid", "resourceVersion", "creationTimestamp", "managedFields", "generation", "deletionTimestamp"}

type managers struct{ spec, status string }

// manage gives the object two entries: one of who wrote it, one of who reports its status. Entries it has keep their manager and time.
func manage(o object, apiVersion string, who managers) error {
	encoded, err := json.Marshal(o)
	if err != nil {
		return err
	}
	var all map[string]any
	if err := json.Unmarshal(encoded, &all); err != nil {
		return err
	}
	metadata, _ := all["metadata"].(map[string]any)
	for _, name := range unowned {
		delete(metadata, name)
	}
	status, hasStatus := all["status"].(map[string]any)
	delete(all, "status")
	if len(metadata) == 0 {
		delete(all, "metadata")
	}
	entries := o.GetManagedFields()
	sort.SliceStable(entries, func(i, j int) bool { return entries[i].Subresource < entries[j].Subresource })
	entry := func(manager, subresource string, fields map[string]any) error {
		raw, err := json.Marshal(fields)
		if err != nil {
			return err
		}
		for i := range entries {
			if (entries[i].Subresource == "status") == (subresource == "status") {
				entries[i].FieldsV1 = metav1.NewFieldsV1(string(raw))
				return nil
			}
		}
		created := o.GetCreationTimestamp()
		entries = append(entries, metav1.ManagedFieldsEntry{Manager: manager, Operation: metav1.ManagedFieldsOperationUpdate, APIVersion: apiVersion, Time: &created,
			FieldsType: "FieldsV1", FieldsV1: metav1.NewFieldsV1(string(raw)), Subresource: subresource})
		return nil
	}
	if err := entry(who.spec, "", owned(all)); err != nil {
		return err
	}
	if hasStatus && len(status) > 0 && who.status != "" {
		if err := entry(who.status, "status", map[string]any{"f:status": owned(status)}); err != nil {
			return err
		}
	}
	o.SetManagedFields(entries)
	return nil
}

func managersOf(resource string) managers {
	switch resource {
	case "nodes":
		return managers{"kubelet", "kubelet"}
	case "pods":
		return managers{"kube-controller-manager", "kubelet"}
	case "resourceslices":
		return managers{"dra-driver", ""}
	case "resourceclaims":
		return managers{"kube-controller-manager", "kube-scheduler"}
	case "events":
		return managers{"kubelet", ""}
	}
	if strings.HasSuffix(resource, "sets") || resource == "deployments" || resource == "jobs" {
		return managers{"kubectl-client-side-apply", "kube-controller-manager"}
	}
	return managers{"kubectl", "kube-controller-manager"}
}
