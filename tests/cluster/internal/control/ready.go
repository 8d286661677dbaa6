package control

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// waitForServer returns when the apiserver says it is ready.
func (c *Cluster) waitForServer(ctx context.Context) error {
	return c.poll(ctx, "the apiserver", func(client *http.Client) error {
		return expectOK(client, c.Server()+"/readyz")
	})
}

// waitForControllers returns when pods can be made, scheduled and run, and the
// viewer's role has been filled by the controller that aggregates it.
func (c *Cluster) waitForControllers(ctx context.Context) error {
	return c.poll(ctx, "the controllers", func(client *http.Client) error {
		for _, url := range []string{
			fmt.Sprintf("https://127.0.0.1:%d/healthz", c.ports.controllerManager),
			fmt.Sprintf("https://127.0.0.1:%d/healthz", c.ports.scheduler),
			fmt.Sprintf("https://127.0.0.1:%d/healthz", c.ports.kwok),
			c.Server() + "/api/v1/namespaces/default/serviceaccounts/default",
		} {
			if err := expectOK(client, url); err != nil {
				return err
			}
		}
		_, err := Kubectl{c, c.Viewer()}.Run(ctx, "", "get", "resourceclaims", "--all-namespaces")
		return err
	})
}

// poll asks until the answer is nil, a component dies or the time is over.
func (c *Cluster) poll(ctx context.Context, what string, ask func(*http.Client) error) error {
	client, err := c.Client()
	if err != nil {
		return err
	}
	defer client.CloseIdleConnections()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		err := ask(client)
		if err == nil {
			return nil
		}
		select {
		case dead := <-c.failed:
			return dead
		case <-ctx.Done():
			return fmt.Errorf("%s did not become ready: %w", what, err)
		case <-tick.C:
		}
	}
}

func expectOK(client *http.Client, url string) error {
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, response.Status)
	}
	return nil
}
