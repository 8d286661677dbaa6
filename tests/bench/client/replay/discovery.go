// Discovery: aggregated and old, and /version.
package main

import (
	"encoding/json"
	"net/http"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/version"
)

func writeJSON(w http.ResponseWriter, contentType string, document any) {
	w.Header().Set("Content-Type", contentType)
	_ = json.NewEncoder(w).Encode(document)
}

// groupVersions gives the versions of each group in the order of `kinds`.
func groupVersions() (groups []string, versions map[string][]string) {
	versions = map[string][]string{}
	for _, k := range kinds {
		if _, there := versions[k.group]; !there {
			groups = append(groups, k.group)
		}
		seen := false
		for _, v := range versions[k.group] {
			seen = seen || v == k.version
		}
		if !seen {
			versions[k.group] = append(versions[k.group], k.version)
		}
	}
	return groups, versions
}

func resourcesOf(group, version string) []metav1.APIResource {
	var out []metav1.APIResource
	for _, k := range kinds {
		if k.group == group && k.version == version {
			out = append(out, metav1.APIResource{Name: k.resource, SingularName: strings.ToLower(k.name), Namespaced: k.namespaced, Kind: k.name, ShortNames: k.short, Verbs: metav1.Verbs{"get", "list", "watch"}})
		}
	}
	return out
}

func aggregated(core bool) any {
	type object = map[string]any
	groups, versions := groupVersions()
	items := []any{}
	for _, group := range groups {
		if (group == "") != core {
			continue
		}
		var entries []any
		for _, v := range versions[group] {
			var resources []any
			for _, r := range resourcesOf(group, v) {
				scope := "Cluster"
				if r.Namespaced {
					scope = "Namespaced"
				}
				resources = append(resources, object{"resource": r.Name, "responseKind": object{"group": "", "version": "", "kind": r.Kind}, "scope": scope, "singularResource": r.SingularName,
					"verbs": r.Verbs, "shortNames": r.ShortNames})
			}
			entries = append(entries, object{"version": v, "resources": resources, "freshness": "Current"})
		}
		metadata := object{}
		if group != "" {
			metadata["name"] = group
		}
		items = append(items, object{"metadata": metadata, "versions": entries})
	}
	return object{"kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": object{}, "items": items}
}

func discover(w http.ResponseWriter, r *http.Request) bool {
	path := strings.Trim(r.URL.Path, "/")
	wantsAggregated := strings.Contains(r.Header.Get("Accept"), "g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList")
	groups, versions := groupVersions()
	switch {
	case path == "version":
		writeJSON(w, "application/json", version.Info{Major: "1", Minor: "37", GitVersion: "v1.37.2", Platform: "linux/amd64", GoVersion: "go1.26"})
	case (path == "api" || path == "apis") && wantsAggregated:
		writeJSON(w, "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList", aggregated(path == "api"))
	case path == "api":
		writeJSON(w, "application/json", metav1.APIVersions{TypeMeta: metav1.TypeMeta{Kind: "APIVersions"}, Versions: []string{"v1"}})
	case path == "apis":
		list := metav1.APIGroupList{TypeMeta: metav1.TypeMeta{Kind: "APIGroupList", APIVersion: "v1"}}
		for _, group := range groups {
			if group == "" {
				continue
			}
			entry := metav1.APIGroup{Name: group}
			for _, v := range versions[group] {
				entry.Versions = append(entry.Versions, metav1.GroupVersionForDiscovery{GroupVersion: group + "/" + v, Version: v})
			}
			entry.PreferredVersion = entry.Versions[0]
			list.Groups = append(list.Groups, entry)
		}
		writeJSON(w, "application/json", list)
	default:
		parts := strings.Split(path, "/")
		group, v := "", ""
		switch {
		case len(parts) == 2 && parts[0] == "api":
			v = parts[1]
		case len(parts) == 3 && parts[0] == "apis":
			group, v = parts[1], parts[2]
		default:
			return false
		}
		resources := resourcesOf(group, v)
		if resources == nil {
			return false
		}
		name := v
		if group != "" {
			name = group + "/" + v
		}
		writeJSON(w, "application/json", metav1.APIResourceList{TypeMeta: metav1.TypeMeta{Kind: "APIResourceList", APIVersion: "v1"}, GroupVersion: name, APIResources: resources})
	}
	return true
}
