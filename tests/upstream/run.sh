#!/usr/bin/env bash
# run.sh CLAIMSCOPE_CLI [go test flags]: compares the binary with upstream's own code: CEL, allocator, serialisers, kubeconfig, PromQL, drain, quota, placement. Exit status is that of the
# tests; 77 = cannot run here. CLAIMSCOPE_CASES (10000) and CLAIMSCOPE_SEED (random, printed) choose the random cases.
set -euo pipefail

if [ $# -lt 1 ]; then
  echo "usage: $0 CLAIMSCOPE_CLI [go test flags]" >&2
  exit 2
fi
binary=$(realpath -e "$1") || { echo "run.sh: skipped: there is no $1" >&2; exit 77; }
shift
command -v go >/dev/null || { echo "run.sh: skipped: Go is not installed" >&2; exit 77; }

cd "$(dirname "$0")"
export CLAIMSCOPE=$binary GOTOOLCHAIN=local
compare=$(dirname "$binary")/../tests/upstream/protobuf/compare/compare_protobuf  # of the same build; without it those tests are skipped
[ -x "$compare" ] && export CLAIMSCOPE_COMPARE_PROTOBUF=$(realpath "$compare")
packages=()
for package in cel allocation protobuf kubeconfig; do
  compgen -G "$package/*_test.go" >/dev/null && packages+=("./$package")
done
go mod download >/dev/null 2>&1 || true
go vet "${packages[@]}" >/dev/null 2>&1 || { echo "run.sh: skipped: upstream's modules are not here and cannot be fetched (or Go is older than go.mod asks)" >&2; exit 77; }
status=0
go test -count=1 -v -timeout 30m "$@" "${packages[@]}" || status=$?
# Prometheus' parser, kubectl and the scheduler are modules of their own: their dependencies are not those of the others.
for module in promql drain quota placement; do
  pushd "$module" >/dev/null
  go mod download >/dev/null 2>&1 || true
  if go vet . >/dev/null 2>&1; then
    go test -count=1 -v "$@" . || status=$?
  else
    echo "run.sh: skipped: the modules of $module are not here and cannot be fetched" >&2
  fi
  popd >/dev/null
done
exit "$status"
