#!/usr/bin/env bash
# event.sh BUILD_DIR KUBECONFIG [N]: from the moment an API server has answered the POST of a ResourceClaim until the window has painted it.
# Needs Xvfb, curl and a cluster where KUBECONFIG (token or client certificate as files or data) may create claims in `default`.
set -euo pipefail
build=$(cd "${1:?build folder}" && pwd)
kubeconfig=$(realpath "${2:?kubeconfig}")
count=${3:-20}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
exec 5>"$work/display"
Xvfb -displayfd 5 -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
until [[ -s $work/display ]]; do sleep 0.1; done
export DISPLAY=:$(cat "$work/display") XDG_RUNTIME_DIR=$work XDG_CONFIG_HOME=$work
"$build/app/claimscope" -v --kubeconfig "$kubeconfig" 2>"$work/log" &
kubectl --kubeconfig "$kubeconfig" proxy --port=0 >"$work/proxy" 2>&1 &
until grep -q 'Starting to serve' "$work/proxy" && grep -q 'painted' "$work/log"; do sleep 0.1; done
url=http://$(sed -n 's/.*serve on //p' "$work/proxy")/apis/resource.k8s.io/v1/namespaces/default/resourceclaims
sleep 2
for ((i = 0; i < count; i++)); do
  lines=$(wc -l <"$work/log")
  before=$(tail -n 1 "$work/log" | sed 's/.*with \([0-9]*\) claims/\1/')
  curl -sf -o /dev/null -H 'Content-Type: application/json' "$url" -d '{"apiVersion":"resource.k8s.io/v1","kind":"ResourceClaim","metadata":{"name":"event-bench-'"$i-$$"'"},
    "spec":{"devices":{"requests":[{"name":"gpu","exactly":{"deviceClassName":"none"}}]}}}'
  posted=$(date +%s%3N)
  for ((w = 0; w < 100; w++)); do
    seen=$(awk -v n="$before" -v l="$lines" 'NR > l && $NF == "claims" && $(NF-1) > n {print $2; exit}' "$work/log")
    [[ -n $seen ]] && break
    sleep 0.05
  done
  echo "$((seen - posted))"
  curl -sf -o /dev/null -X DELETE "$url/event-bench-$i-$$"
  sleep 0.$((RANDOM % 9 + 1))
  until [[ $(tail -n 1 "$work/log" | sed 's/.*with \([0-9]*\) claims/\1/') == "$before" ]]; do sleep 0.1; done
done | sort -n | awk '{v[NR] = $1} END {printf "POST answered to painted, %d claims: p50 %d ms, p90 %d ms, worst %d ms\n", NR, v[int((NR + 1) / 2)], v[int(NR * 0.9)], v[NR]}'
