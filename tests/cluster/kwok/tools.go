//go:build tools

// Package kwok names the one program that build.sh compiles here. It has a
// module of its own because kwok and Kubernetes pin different client libraries.
package kwok

import _ "sigs.k8s.io/kwok/cmd/kwok"
