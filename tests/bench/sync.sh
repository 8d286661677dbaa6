#!/usr/bin/env bash
# sync.sh BUILD_DIR [SCENARIO…]: what loading a cluster costs, beside curl (the floor) and kubectl, all against apiserver-demo.
# Absolute figures are those of this machine; compare the ratios. The server writes its answers while it is measured, as a real one does.
set -euo pipefail
build=$(cd "${1:?build folder}" && pwd)
shift
scenarios=("${@:-}")
[[ -n ${scenarios[0]} ]] || scenarios=(fleet extreme)
server=$build/tests/apiserver/apiserver-demo
cli=$build/app/claimscope-cli
measure=$build/tests/bench/measure/measure
for program in "$server" "$cli" "$measure"; do
  [[ -x $program ]] || { echo "sync.sh: $program is not built" >&2; exit 2; }
done
folder=$(mktemp -d)
pid=
finish() {
  if [[ -n $pid ]]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  rm -rf "$folder"
}
trap finish EXIT
token=fake-api-server-token

paths() {
  local kind
  for kind in namespaces nodes pods events resourcequotas; do echo "/api/v1/$kind"; done
  for kind in deployments replicasets statefulsets daemonsets; do echo "/apis/apps/v1/$kind"; done
  echo /apis/batch/v1/jobs
  echo /apis/policy/v1/poddisruptionbudgets
  for kind in resourceslices deviceclasses resourceclaims resourceclaimtemplates; do echo "/apis/resource.k8s.io/v1/$kind"; done
  echo /apis/resource.k8s.io/v1beta2/devicetaintrules
}
number() { sed -n "s/.*\"$1\": *\([0-9][0-9]*\).*/\1/p" "$2" | head -1; }
total() { sed -n "s/.*\"$1\": *\([0-9][0-9]*\).*/\1/p" "$2" | awk '{s += $1} END {print s + 0}'; }
row() { # NAME WALL CPU PEAK-KiB; ratios to curl's wall and CPU
  awk -v n="$1" -v w="$2" -v c="$3" -v p="$4" -v fw="$floor_wall" -v fc="$floor_cpu" -v o="$objects" 'BEGIN {
    printf "%-46s %9d ms %6.2fx %9d ms %6.2fx %8.1f MiB %9.0f\n", n, w, w / fw, c, c / (fc > 0 ? fc : 1), p / 1024, p * 1024 / o }'
}

for scenario in "${scenarios[@]}"; do
  config=$folder/$scenario.kubeconfig
  "$server" --scenario "$scenario" --speed 0 --kubeconfig "$config" >/dev/null 2>"$folder/server.log" &
  pid=$!
  for ((i = 0; i < 600; i++)); do
    [[ -s $config ]] && break
    kill -0 "$pid" 2>/dev/null || { cat "$folder/server.log" >&2; exit 1; }
    sleep 0.1
  done
  url=$(sed -n 's/.*"server": "\([^"]*\)".*/\1/p' "$config")
  urls=()
  while read -r path; do urls+=(-o /dev/null "$url$path"); done < <(paths)

  read -r cli_wall cli_cpu cli_peak < <("$measure" sh -c "'$cli' sync -o json --timeout 300s --kubeconfig '$config' >'$folder/sync.json'")
  objects=$(total count "$folder/sync.json")
  bytes=$(total bytes "$folder/sync.json")
  # -k: the floor is about bytes, the certificate is that of the demo.
  read -r floor_wall floor_cpu floor_peak < <("$measure" curl -sS -k --http1.1 -H "Authorization: Bearer $token" "${urls[@]}")
  echo "== $scenario: $objects objects, $((bytes >> 20)) MiB of JSON"
  printf '%-46s %12s %7s %12s %7s %12s %9s\n' "" wall "x curl" CPU "x curl" "peak RSS" "B/object"
  row "curl, lists to /dev/null" "$floor_wall" "$floor_cpu" "$floor_peak"
  first=$(number firstPictureMs "$folder/sync.json")
  full=$(number fullSyncMs "$folder/sync.json")
  row "claimscope, first picture" "$first" 0 0 | sed -E 's/ +0 ms +0\.00x +0\.0 MiB +0$//'
  row "claimscope, everything" "$full" "$(number cpuMs "$folder/sync.json")" "$(number peakRssKiB "$folder/sync.json")"
  row "claimscope, process" "$cli_wall" "$cli_cpu" "$cli_peak"
  if command -v kubectl >/dev/null; then
    script=
    while read -r path; do script+="kubectl --kubeconfig '$config' get --raw '$path' 2>/dev/null; "; done < <(paths)
    read -r wall cpu peak < <(HOME=$folder "$measure" sh -c "$script")
    row "kubectl get --raw" "$wall" "$cpu" "$peak"
    script=
    # A table of 150,000 pods costs kubectl minutes and gigabytes.
    kinds="nodes pods resourceclaims resourceslices"
    ((objects > 100000)) && kinds=nodes
    for kind in $kinds; do script+="kubectl --kubeconfig '$config' get $kind -A -o name 2>/dev/null; "; done
    read -r wall cpu peak < <(HOME=$folder "$measure" sh -c "$script")
    row "kubectl get ${kinds// /,}" "$wall" "$cpu" "$peak"
  fi
  kill "$pid"
  wait "$pid" 2>/dev/null || true
  pid=
done
