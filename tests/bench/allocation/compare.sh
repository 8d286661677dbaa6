#!/usr/bin/env bash
# compare.sh BUILD_DIR: one pod's allocation at 5,000 nodes x 8 devices, Claimscope beside upstream's own allocator on the same objects
# in the same run, one core each. Absolute figures are those of this machine; compare the ratios.
set -euo pipefail
build=$(cd "${1:?build folder}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
bench=$build/tests/bench/allocation/bench_allocation
[[ -x $bench ]] || { echo "compare.sh: $bench is not built" >&2; exit 2; }
command -v go >/dev/null || { echo "compare.sh: go is needed for upstream's side" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$bench" --dump "$folder"
(cd "$here/../../upstream" && GOTOOLCHAIN=local go build -o "$folder/upstream" ./allocation/bench)
GOMAXPROCS=1 "$folder/upstream" "$folder" >"$folder/upstream.txt"
"$bench" --benchmark_format=csv 2>/dev/null >"$folder/ours.csv"
# name, cpu_time of the csv (both sides count their own CPU time: others may use the machine); fits are compared so that both answered the same question
awk -F, -v upstream="$folder/upstream.txt" '
  BEGIN { while ((getline line < upstream) > 0) { split(line, f, " "); up[f[1]] = f[2]; fit[f[1]] = f[3]; order[++n] = f[1] } }
  /^"(fresh|kept)\// { gsub(/"/, "", $1); split($1, p, "/"); ms[$1] = $4; if (p[1] == "kept") ours[p[2]] = $NF }
  END {
    printf "%-20s %12s %12s %8s %12s %8s  %s\n", "ms of CPU", "upstream", "fresh", "ratio", "kept", "ratio", "nodes that fit"
    for (i = 1; i <= n; ++i) {
      q = order[i]
      if (fit[q] + 0 != ours[q] + 0) { printf "%s: upstream says %d nodes fit, claimscope %d\n", q, fit[q], ours[q]; bad = 1 }
      printf "%-20s %12.3f %12.3f %7.1fx %12.3f %7.1fx  %d\n", q, up[q], ms["fresh/" q], up[q] / ms["fresh/" q], ms["kept/" q], up[q] / ms["kept/" q], fit[q]
    }
    exit bad
  }' "$folder/ours.csv"
