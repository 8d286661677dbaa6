#!/usr/bin/env bash
# prometheus.sh CLI: Debian's Prometheus scrapes a static exporter; claimscope reads it back, directly and on the path of a service
# proxy. 77: prometheus or python3 is not installed and cannot be.
set -euo pipefail
cli=$1
[ "${CLAIMSCOPE_INSTALL:-}" != 1 ] || "$(dirname "$0")/install_prometheus.sh" || true
prometheus=$(command -v prometheus || true)
[ -n "$prometheus" ] || { echo "skipped: prometheus is not installed (CLAIMSCOPE_INSTALL=1 installs it)"; exit 77; }
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }

work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
free_port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
exporter=$(free_port) direct=$(free_port) proxied=$(free_port)

mkdir "$work/site"
cat >"$work/site/metrics.txt" <<'EOF'
# TYPE dra_operations_duration_seconds histogram
dra_operations_duration_seconds_bucket{operation_name="PrepareResources",is_error="false",le="0.5"} 90
dra_operations_duration_seconds_bucket{operation_name="PrepareResources",is_error="false",le="+Inf"} 100
dra_operations_duration_seconds_sum{operation_name="PrepareResources",is_error="false"} 40
dra_operations_duration_seconds_count{operation_name="PrepareResources",is_error="false"} 100
# TYPE dra_pending_claims_total gauge
dra_pending_claims_total 7
# TYPE DCGM_FI_DEV_GPU_UTIL gauge
DCGM_FI_DEV_GPU_UTIL{UUID="GPU-1",Hostname="a"} 42
DCGM_FI_DEV_GPU_UTIL{UUID="GPU-2",Hostname="a"} NaN
EOF
(cd "$work/site" && exec python3 -m http.server --bind 127.0.0.1 "$exporter" >/dev/null 2>&1) &
pids+=($!)
cat >"$work/prometheus.yml" <<EOF
global: {scrape_interval: 1s}
scrape_configs:
- job_name: dra
  metrics_path: /metrics.txt
  static_configs: [{targets: ['127.0.0.1:$exporter']}]
EOF
prefix=/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy
start() { # port, route prefix
  "$prometheus" --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/data-$1" --web.listen-address="127.0.0.1:$1" \
    --web.route-prefix="$2" --log.level=error >"$work/log-$1" 2>&1 &
  pids+=($!)
}
start "$direct" /
start "$proxied" "$prefix"

export HOME=$work
# Its API server is the second one: a service proxy's path leads to a Prometheus, and nothing else is there.
cat >"$work/kubeconfig" <<EOF
{apiVersion: v1, kind: Config, current-context: c, clusters: [{name: k, cluster: {server: 'http://127.0.0.1:$proxied'}}],
 users: [{name: u, user: {}}], contexts: [{name: c, context: {cluster: k, user: u}}]}
EOF
query='max(DCGM_FI_DEV_GPU_UTIL{UUID="GPU-1"})'
ask() { timeout -k 5 90 "$cli" metrics --kubeconfig "$work/kubeconfig" -o json --query "$query" "$@"; }
scraped() { ask "$@" 2>/dev/null | python3 -c 'import json,sys; sys.exit(0 if json.load(sys.stdin)["answers"].get("pendingClaims",{}).get("series") else 1)' 2>/dev/null; }

deadline=$((SECONDS + 120))
for where in "http://127.0.0.1:$direct" monitoring/prometheus-operated:9090; do
  until scraped --prometheus "$where"; do
    [ "$SECONDS" -lt "$deadline" ] || { echo "nothing was scraped:"; ask --prometheus "$where" || true; cat "$work"/log-*; exit 1; }
  done
  ask --prometheus "$where" >"$work/answer.json"
  python3 - "$work/answer.json" "$where" <<'EOF'
import json, sys
answer, where = json.load(open(sys.argv[1])), sys.argv[2]
def check(holds, what):
    if not holds:
        sys.exit(f"{where}: {what}\n{json.dumps(answer, indent=1)[:6000]}")
check(answer["state"] == "live", "state")
check(answer["route"] == ("direct" if "://" in where else "through the API server"), "route")
check(answer["version"] != "", "version")
check(answer["query"]["series"][0]["value"] == 42, "the value of --query")
check(answer["answers"]["pendingClaims"]["series"][0]["value"] == 7, "pending claims")
states = {mapping["name"]: mapping["state"] for mapping in answer["mappings"]}
check(states["dra_pending_claims_total"] == "found", "the name itself is there")
check(states["dra_operations_duration_seconds"] == "found", "kubelet's histogram")
check(states["dra_allocation_duration_seconds"] == "mapped", "mapped")
check(states["DCGM_FI_DEV_XID_ERRORS"] == "missing", "missing")
busy = {series["labels"]["UUID"]: series["value"] for series in answer["answers"]["gpuBusy"]["series"]}
check(busy == {"GPU-1": 42, "GPU-2": "NaN"}, f"utilisation: {busy}")
EOF
  status=0
  query='sum(' ask --prometheus "$where" >"$work/wrong.json" 2>/dev/null || status=$?
  [ "$status" = 2 ] && grep -q 'parse error' "$work/wrong.json" || { echo "$where: a wrong query is not said to be wrong ($status)"; exit 1; }
  echo "$where: read back"
done
