package main

import (
	"bytes"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

const filledOfEach = 150 // objects of each kind

// fill writes objects of scale S to a real API server, so that there is something to compare.
func fill(o *options, real, token string) error {
	s, err := startServer(o, "S")
	if err != nil {
		return err
	}
	defer s.stop()
	all, err := s.digests()
	if err != nil {
		return err
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	send := func(method, url string, object map[string]any) (map[string]any, error) {
		body, err := json.Marshal(object)
		if err != nil {
			return nil, err
		}
		r, err := http.NewRequest(method, url, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", "application/json")
		answer, err := client.Do(r)
		if err != nil {
			return nil, err
		}
		defer answer.Body.Close()
		text, _ := io.ReadAll(answer.Body)
		if answer.StatusCode/100 != 2 {
			return nil, fmt.Errorf("%s %s: %.300s", method, url, text)
		}
		var made map[string]any
		return made, json.Unmarshal(text, &made)
	}
	made, refused := 0, 0
	for _, resource := range []string{"namespaces", "nodes", "deviceclasses", "resourceslices", "resourceclaimtemplates", "deployments", "replicasets", "statefulsets", "jobs", "resourcequotas", "pods", "resourceclaims", "events"} {
		t := all[resource]
		text, err := answerOf(fmt.Sprintf("%s%s?limit=%d", s.url, t.Path, filledOfEach), s.token, "application/json")
		if err != nil {
			return err
		}
		var list struct {
			Kind, APIVersion string
			Items            []map[string]any
		}
		if err := json.Unmarshal(text, &list); err != nil {
			return err
		}
		for _, item := range list.Items {
			metadata := item["metadata"].(map[string]any)
			for _, name := range []string{"uid", "resourceVersion", "managedFields", "creationTimestamp", "generation"} {
				delete(metadata, name)
			}
			item["kind"], item["apiVersion"] = strings.TrimSuffix(list.Kind, "List"), list.APIVersion
			url := real + t.Path
			if namespace, ok := metadata["namespace"].(string); ok {
				slash := strings.LastIndexByte(t.Path, '/')
				url = real + t.Path[:slash] + "/namespaces/" + namespace + t.Path[slash:]
			}
			status := item["status"]
			answer, err := send("POST", url, item)
			if err != nil {
				if refused++; refused <= 5 {
					fmt.Fprintln(os.Stderr, "fill:", err)
				}
				continue
			}
			made++
			if status != nil && (resource == "pods" || resource == "nodes" || resource == "resourceclaims") {
				answer["status"] = status
				if _, err := send("PUT", url+"/"+metadata["name"].(string)+"/status", answer); err != nil {
					if refused++; refused <= 5 {
						fmt.Fprintln(os.Stderr, "fill:", err)
					}
				}
			}
		}
	}
	fmt.Fprintf(os.Stderr, "fill: %d objects made, %d writes refused\n", made, refused)
	return nil
}
