// Command plugin is an exec credential plugin whose tokens live for seconds: it signs service account tokens itself,
// with the key of the test cluster. What it does next is read from a file, so that a test can break it while it is in use.
package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "plugin:", err)
		os.Exit(1)
	}
}

func run() error {
	keyFile := flag.String("key", "", "key of service accounts, PEM")
	account := flag.String("account", "", "NAMESPACE/NAME/UID")
	version := flag.String("version", "v1", "of client.authentication.k8s.io")
	life := flag.Duration("life", 5*time.Second, "of a token")
	modeFile := flag.String("mode", "", "file with ok, hang, fail or static:CERTIFICATE:KEY")
	logFile := flag.String("log", "", "gets a line for every run")
	bare := flag.Bool("bare", false, "print the token only, for token files")
	flag.Parse()
	mode, err := os.ReadFile(*modeFile)
	if *modeFile != "" && err != nil {
		return err
	}
	if err := note(*logFile, strings.TrimSpace(string(mode))); err != nil {
		return err
	}
	switch {
	case strings.HasPrefix(string(mode), "hang"):
		<-time.After(10 * time.Minute)
	case strings.HasPrefix(string(mode), "fail"):
		return errors.New("your session has ended, sign in again")
	}
	if info := os.Getenv("KUBERNETES_EXEC_INFO"); !*bare && !strings.Contains(info, *version) {
		return fmt.Errorf("KUBERNETES_EXEC_INFO does not name %s: %s", *version, info)
	}
	expires := time.Now().Add(*life)
	status := map[string]string{"expirationTimestamp": expires.UTC().Format(time.RFC3339Nano)}
	if parts := strings.Split(strings.TrimSpace(string(mode)), ":"); parts[0] == "static" {
		for i, name := range []string{"clientCertificateData", "clientKeyData"} {
			data, err := os.ReadFile(parts[i+1])
			if err != nil {
				return err
			}
			status[name] = string(data)
		}
	} else {
		token, err := sign(*keyFile, *account, expires)
		if err != nil {
			return err
		}
		if *bare {
			_, err = fmt.Print(token)
			return err
		}
		status["token"] = token
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"apiVersion": "client.authentication.k8s.io/" + *version,
		"kind": "ExecCredential", "status": status})
}

// note appends one line; writes of so few bytes come out whole.
func note(path, mode string) error {
	if path == "" {
		return nil
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = fmt.Fprintf(file, "%s %s\n", time.Now().Format(time.RFC3339Nano), mode)
	return err
}

// sign makes a token as TokenRequest would, but for a shorter time than it allows.
func sign(keyFile, account string, expires time.Time) (string, error) {
	text, err := os.ReadFile(keyFile)
	if err != nil {
		return "", err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return "", errors.New("no PEM in " + keyFile)
	}
	key, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	if err != nil {
		return "", err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return "", err
	}
	id := sha256.Sum256(public)
	parts := strings.Split(account, "/")
	if len(parts) != 3 {
		return "", errors.New("--account needs NAMESPACE/NAME/UID")
	}
	const issuer = "https://kubernetes.default.svc.cluster.local"
	now := time.Now()
	head, err := json.Marshal(map[string]string{"alg": "RS256", "kid": base64.RawURLEncoding.EncodeToString(id[:])})
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(map[string]any{"iss": issuer, "aud": []string{issuer}, "sub": "system:serviceaccount:" + parts[0] + ":" + parts[1],
		"iat": now.Unix() - 1, "nbf": now.Unix() - 1, "exp": expires.Unix(), "jti": now.Format(time.RFC3339Nano),
		"kubernetes.io": map[string]any{"namespace": parts[0], "serviceaccount": map[string]string{"name": parts[1], "uid": parts[2]}}})
	if err != nil {
		return "", err
	}
	signed := base64.RawURLEncoding.EncodeToString(head) + "." + base64.RawURLEncoding.EncodeToString(body)
	sum := sha256.Sum256([]byte(signed))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature), err
}
