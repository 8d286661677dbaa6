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

# The window's test is built with the binary, where there is a GUI.
window=$(dirname "$(dirname "$binary")")/tests/app/bridge/test_bridge_cluster
[ ! -x "$window" ] || export CLAIMSCOPE_WINDOW=$window
[ -x "$window" ] || echo "run.sh: the test of the window is left out: there is no $window" >&2

cd "$here"
export CLAIMSCOPE=$binary CLAIMSCOPE_CLUSTER_BIN=$bin
export GOTOOLCHAIN=local
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
go test -count=1 -v -timeout 20m -parallel 16 "$@" . | tee "$log" || status=$?
# On two cores sixteen tests at once keep each other waiting, and most of them are about time. What failed in the crowd is run again,
# one test at a time; a test that fails then fails, and what only the crowd broke is named.
failed=$(sed -nE 's/^--- FAIL: (Test[A-Za-z0-9_]+) .*/\1/p' "$log" | sort -u | paste -sd '|')
if [ "$status" != 0 ] && [ -n "$failed" ] && [ "$(tr -cd '|' <<<"$failed" | wc -c)" -lt 3 ]; then
  echo "run.sh: again, alone: ${failed//|/, }" >&2
  status=0
  go test -count=1 -v -timeout 20m -parallel 1 "$@" -run "^($failed)\$" . || status=$?
  [ "$status" != 0 ] || echo "run.sh: failed beside the others and passed alone: ${failed//|/, }" >&2
fi
exit "$status"
