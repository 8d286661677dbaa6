package kubeconfig

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"time"
)

// folders hold the kubeconfigs; each has the same names of support files with its own content.
var folders = []string{"a", "b", "b/deep", "c d"}

type material struct{ certificate, pkcs8, native []byte }

func block(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func newMaterial(name string, useRSA bool) material {
	var key crypto.Signer = must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	var native []byte
	if useRSA {
		k := must(rsa.GenerateKey(rand.Reader, 2048))
		key, native = k, block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(k))
	} else {
		parameters := block("EC PARAMETERS", []byte{6, 8, 42, 134, 72, 206, 61, 3, 1, 7})
		native = append(parameters, block("EC PRIVATE KEY", must(x509.MarshalECPrivateKey(key.(*ecdsa.PrivateKey))))...)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der := must(x509.CreateCertificate(rand.Reader, template, template, key.Public(), key))
	return material{block("CERTIFICATE", der), block("PRIVATE KEY", must(x509.MarshalPKCS8PrivateKey(key))), native}
}

var one, two = newMaterial("one", false), newMaterial("two", true)

// support are the files beside every kubeconfig.
func support(folder string) map[string][]byte {
	broken := block("CERTIFICATE", []byte("not a certificate"))
	return map[string][]byte{
		"ca.pem":       one.certificate,
		"bundle.pem":   append(append([]byte("# two of them\n"), broken...), append(two.certificate, one.certificate...)...),
		"broken.pem":   broken,
		"garbage":      []byte("garbage of " + folder),
		"empty":        nil,
		"client.crt":   two.certificate,
		"client.key":   two.native,
		"other.key":    one.pkcs8,
		"token":        []byte("token-of-" + folder + "\n"),
		"token-blanks": []byte("  \n token of " + folder + " \t\n"),
		"blanks":       []byte(" \n\t\n"),
	}
}

func linkSupport(root, folder string) error {
	if err := os.MkdirAll(filepath.Join(folder, "folder"), 0o755); err != nil {
		return err
	}
	for name, content := range support(folder[len(root):]) {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

func writeSupport(root string) error {
	for _, folder := range folders {
		if err := linkSupport(root, filepath.Join(root, folder)); err != nil {
			return err
		}
	}
	return nil
}
