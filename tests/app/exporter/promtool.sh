#!/usr/bin/env bash
# promtool.sh CLAIMSCOPE_CLI: Prometheus' own tool on the page, the alerts, and when each alert fires. 77 without promtool.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/exporter.sh"
command -v promtool >/dev/null || { echo "promtool.sh: skipped: promtool (Debian package prometheus) is not installed" >&2; exit 77; }
command -v curl >/dev/null || { echo "promtool.sh: skipped: curl is not installed" >&2; exit 77; }
rules=$here/../../../installer/kubernetes/monitoring/claimscope-dra.rules.yaml

promtool check rules "$rules"
promtool test rules "$here/alerts_test.yaml"

start_exporter "$1"
# One name is given: it ends like a counter's and is a gauge, which promtool rightly says. Nothing else may be said.
said=$(curl -fsS "$url" | promtool check metrics 2>&1 || true)
expected='dra_pending_claims_total non-counter metrics should not have "_total" suffix'
[[ $said == "$expected" ]] || { printf 'promtool check metrics says:\n%s\n' "$said" >&2; exit 1; }
echo "promtool has nothing to say but the one thing that is known"
