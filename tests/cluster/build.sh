#!/usr/bin/env bash
# Builds etcd, kube-apiserver, kube-controller-manager, kube-scheduler, kubectl
# and kwok from published Go modules and prints, on the last line, the directory
# that holds them. The directory is named after both go.sum files, so a second
# run only prints it. Exit 77: this machine cannot build them (reason on stderr).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/claimscope/cluster
key=$(cat "$here/controlplane/go.sum" "$here/kwok/go.sum" | sha256sum | cut -c1-16)
out=$cache/$key
version=v1.37.2
# What `go version -m` of a release build shows: a fixed date keeps rebuilds equal.
commit=0000000000000000000000000000000000000000
built=2026-01-01T00:00:00Z

say() { echo "build.sh: $*" >&2; }
skip() { say "skipped: $*"; exit 77; }

mkdir -p "$cache"
# One builder at a time; the second one finds the finished directory.
exec 9>"$cache/$key.lock"
if ! flock -n 9; then
  say "another run is building $out, waiting for it"
  flock 9
fi
if [ -d "$out" ]; then
  echo "$out"
  exit 0
fi

command -v go >/dev/null || skip "Go is not installed (1.26 or newer is needed)"
export GOTOOLCHAIN=local CGO_ENABLED=0 GOFLAGS="-buildvcs=false -modcacherw"
have=$(go env GOVERSION)
minor=$(sed -nE 's/^go1\.([0-9]+).*/\1/p' <<<"$have")
[ "${minor:-0}" -ge 26 ] || skip "$have is too old (1.26 or newer is needed)"

tmp=$(mktemp -d "$cache/.$key.XXXXXX")
trap 'rm -rf "$tmp"' EXIT

# Loading the package graph downloads the modules, so a proxy that refuses shows
# here and a failure further down is a real one. Checksum errors are never skipped.
fetch() {
  if ! go list -deps "$@" >/dev/null 2>"$tmp/fetch.log"; then
    cat "$tmp/fetch.log" >&2
    if grep -qE 'SECURITY ERROR|missing go.sum entry|updates to go.mod needed' "$tmp/fetch.log"; then
      exit 1
    fi
    skip "the Go module proxy ($(go env GOPROXY)) did not give the modules"
  fi
}

build() { nice -n 5 go build -p 2 -trimpath "$@"; }

ldflags="-s -w"
for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
  for pair in gitVersion=$version gitMajor=1 gitMinor=37 gitTreeState=clean \
      gitCommit=$commit buildDate=$built; do
    ldflags+=" -X $package.$pair"
  done
done

say "building Kubernetes $version, etcd and kwok into $out (about 12 minutes when nothing is cached)"
programs=(kubectl kube-scheduler kube-apiserver kube-controller-manager)
cd "$here/controlplane"
fetch go.etcd.io/etcd/server/v3 "${programs[@]/#/k8s.io/kubernetes/cmd/}"
for program in "${programs[@]}"; do
  say "$program"
  build -ldflags "$ldflags" -o "$tmp/$program" "k8s.io/kubernetes/cmd/$program"
done
say "etcd"
build -ldflags "-s -w" -o "$tmp/etcd" go.etcd.io/etcd/server/v3
cd "$here/kwok"
fetch sigs.k8s.io/kwok/cmd/kwok
say "kwok"
build -ldflags "-s -w" -o "$tmp/kwok" sigs.k8s.io/kwok/cmd/kwok

rm -f "$tmp/fetch.log"
chmod 755 "$tmp"
mv -T "$tmp" "$out"
trap - EXIT
echo "$out"
