#!/usr/bin/env bash
# run.sh CLAIMSCOPE_BINARY [go test flags]: compares the binary with kubectl on a
# real control plane. Exit status is that of the tests; 77 = cannot run here.
set -euo pipefail

if [ $# -lt 1 ]; then
  echo "usage: $0 CLAIMSCOPE_BINARY [go test flags]" >&2
  exit 2
fi
binary=$(realpath -e "$1") || { echo "run.sh: skipped: there is no $1" >&2; exit 77; }
shift
here=$(cd "$(dirname "$0")" && pwd)
built=$("$here/build.sh") # its 77 ends this script with 77
bin=$(tail -n 1 <<<"$built")
command -v go >/dev/null || { echo "run.sh: skipped: Go is not installed" >&2; exit 77; }

cd "$here"
export CLAIMSCOPE=$binary CLAIMSCOPE_CLUSTER_BIN=$bin
GOTOOLCHAIN=local exec go test -count=1 -v -timeout 10m "$@" .
