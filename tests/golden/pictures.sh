#!/usr/bin/env bash
# pictures.sh CLAIMSCOPE FOLDER [PREFIX…]: shoots every page and compares with the pictures beside this script; with prefixes only those
# whose names begin with one. A difference leaves the new picture and a diff image in FOLDER. CLAIMSCOPE_UPDATE_GOLDEN=1 takes the new
# ones: look at them before they are committed.
set -euo pipefail
claimscope=$1
out=$2/pictures
golden=$(cd "$(dirname "$0")" && pwd)/pictures
shift 2
prefixes=("$@")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_RUNTIME_DIR=$home TZ=UTC
mkdir -p "$out" "$golden"
# Pixels that may differ by more than 3 % in a channel: a few edges of letters under another FreeType, never a moved or missing part.
allowed=300
failed=0
wanted() { # wanted NAME
  local prefix
  [[ ${#prefixes[@]} != 0 ]] || return 0
  for prefix in "${prefixes[@]}"; do
    [[ $1 != "$prefix"* ]] || return 0
  done
  return 1
}
names=()
check() { # check NAME SCENARIO ARGUMENTS…
  local name=$1 scenario=$2
  shift 2
  wanted "$name" || return 0
  names+=("$name")
  rm -f "$out/$name.png"
  echo "$* --out $out/$name.png" >>"$home/$scenario.batch"
}
for theme in dark light; do
  for page in overview topology devices claims; do
    check "eks-$page-$theme" eks-hybrid --page "$page" --theme "$theme" --size 1280x800
  done
done
check eks-binding-dark eks-hybrid --page topology --size 1280x800 --select claim/ml-workloads/ml-training-gpu-0
check classic-overview-dark eks-classic --page overview --size 1280x800
check quiet-overview-light quiet --page overview --theme light --size 1280x800
check fleet-overview-dark fleet --page overview --size 1280x800
check fleet-topology-dark fleet --page topology --size 1280x800
for theme in dark light high-contrast; do
  check "fleet-explanation-$theme" fleet --page explanation --theme "$theme" --size 1440x900
done
for theme in dark light; do
  check "eks-settings-$theme" eks-hybrid --page settings --theme "$theme" --size 1440x900
done
for theme in dark light; do
  check "eks-posture-$theme" eks-hybrid --page posture --theme "$theme" --size 1440x900
  check "eks-control-plane-$theme" eks-hybrid --page control-plane --theme "$theme" --size 1440x900
done
for theme in dark light high-contrast; do
  check "eks-timeline-$theme" eks-hybrid --page timeline --theme "$theme" --size 1440x900 --ago 3m
done
check eks-replay-dark eks-hybrid --page overview --size 1280x800 --ago 5m
for theme in dark light; do
  check "fleet-latency-$theme" fleet --page latency --theme "$theme" --size 1440x900
  check "fleet-cost-$theme" fleet --page cost --theme "$theme" --size 1440x900
done
for theme in dark light; do
  check "eks-actions-$theme" eks-hybrid --page actions --theme "$theme" --size 1280x800
  check "eks-drain-$theme" eks-hybrid --page actions --theme "$theme" --size 1440x900 --select node/gpu-node-4
  check "eks-troubleshoot-$theme" eks-hybrid --page troubleshoot --theme "$theme" --size 1440x900 --select node/gpu-node-6
done
for theme in dark light; do
  check "eks-compare-$theme" eks-hybrid --page actions --theme "$theme" --size 1440x900 --select taintrule/drain-gpu-node-6
done
check fleet-hold-dark fleet --page actions --size 1440x900 --select class/gpu-compute-class
check fleet-drain-dark fleet --page actions --size 1440x900 --select node/gpu-a10g-0417
check fleet-troubleshoot-light fleet --page troubleshoot --theme light --size 1440x900 --select node/gpu-a10g-0417
for page in nodes pods workloads classes slices; do
  check "fleet-$page-dark" fleet --page "$page" --size 1440x900
done
for page in templates events quotas taintrules; do
  check "eks-$page-light" eks-hybrid --page "$page" --theme light --size 1440x900
done
for theme in dark light; do
  check "eks-workload-$theme" eks-hybrid --page workloads --theme "$theme" --size 1440x900 --select deployment/batch/batch-processing
done
check eks-graph-dark eks-hybrid --page claims --size 1440x900 --select claim/ml-workloads/ml-training-gpu-0
check eks-graph-light eks-hybrid --page pods --theme light --size 1440x900 --select pod/ml-workloads/ml-training-job-0-0
check eks-nodes-contrast eks-hybrid --page nodes --theme high-contrast --size 1440x900
check quiet-latency-dark quiet --page latency --size 1100x700
check eks-settings-small eks-hybrid --page settings --size 1100x700
check fleet-explanation-small fleet --page explanation --size 1100x700
check eks-explanation-allocated eks-hybrid --page explanation --size 1280x800 --select claim/ml-workloads/ml-training-gpu-0
check eks-overview-contrast eks-hybrid --page overview --theme high-contrast --size 1280x800
for theme in dark light; do
  check "plugin-migration-$theme" device-plugin --page migration --theme "$theme" --size 1440x900
done
check plugin-migration-small device-plugin --page migration --size 1100x700
for theme in dark light; do
  check "eks-modernise-$theme" eks-hybrid --page modernise --theme "$theme" --size 1440x900
done
check classic-modernise-dark eks-classic --page modernise --size 1440x900
# The same pages in Korean: nothing cut, nothing in English but names.
check ko-overview-dark fleet --page overview --language ko --size 1440x900
check ko-explanation-light fleet --page explanation --theme light --language ko --size 1440x900
check eks-cost-small eks-hybrid --page cost --size 1100x700
check ko-cost-dark eks-hybrid --page cost --language ko --size 1440x900
check ko-latency-light fleet --page latency --theme light --language ko --size 1440x900
check ko-troubleshoot-dark fleet --page troubleshoot --language ko --size 1440x900 --select node/gpu-a10g-0417
check ko-claims-dark eks-hybrid --page claims --language ko --size 1280x800
check ko-topology-light eks-hybrid --page topology --theme light --language ko --size 1280x800
check ko-devices-small eks-hybrid --page devices --language ko --size 1100x700
check ko-settings-dark eks-hybrid --page settings --language ko --size 1440x900
check ko-actions-dark eks-hybrid --page actions --language ko --size 1440x900 --select node/gpu-node-4
check ko-modernise-small eks-hybrid --page modernise --language ko --size 1100x700
# Last: its panels ask Prometheus, and Settings say how many queries that were.
for theme in dark light; do
  check "eks-dashboard-$theme" eks-hybrid --page dashboard --theme "$theme" --size 1440x900
done
[[ ${#names[@]} != 0 ]] || { echo "golden: no picture is named like ${prefixes[*]}" >&2; exit 1; }
# One process a cluster: to load the fleet takes longer than to draw it.
for batch in "$home"/*.batch; do
  "$claimscope" shot --demo "$(basename "$batch" .batch)" --batch "$batch" 2>"$home/said" ||
    { echo "golden: a picture of $(basename "$batch" .batch) cannot be drawn: $(cat "$home/said")" >&2; failed=1; }
done
for name in "${names[@]}"; do
  if [[ ! -f $out/$name.png ]]; then
    echo "golden: $name was not drawn" >&2
    failed=1
  elif [[ ${CLAIMSCOPE_UPDATE_GOLDEN:-} == 1 ]]; then
    cp "$out/$name.png" "$golden/$name.png"
  elif ! cmp -s "$out/$name.png" "$golden/$name.png"; then
    differ=$(compare -metric AE -fuzz 3% "$golden/$name.png" "$out/$name.png" "$out/$name-diff.png" 2>&1 | grep -oE '^[0-9]+' || true)
    if [[ -z $differ || $differ -gt $allowed ]]; then
      echo "golden: $name differs in ${differ:-all} pixels, see $out/$name-diff.png" >&2
      failed=1
    fi
  fi
done
[[ $failed == 0 ]] || exit 1
echo "golden: all ${#names[@]} pictures are as they were"
