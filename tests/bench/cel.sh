#!/usr/bin/env bash
# cel.sh BUILD_FOLDER: a selector evaluated on 40,000 devices, beside upstream's Go code on the same cases in the same run.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
bench=$1/tests/bench/cel/bench_cel
[[ -x $bench ]] || { echo "cel.sh: there is no $bench" >&2; exit 2; }
ours=$("$bench" --benchmark_format=csv 2>/dev/null | tr -d '"')
theirs=""
if command -v go >/dev/null; then
  theirs=$(cd "$here/../upstream" && GOTOOLCHAIN=local go run ./cel/bench 2>/dev/null) || theirs=""
fi
printf '%-12s %14s %14s %8s\n' selector 'claimscope ns' 'upstream ns' ratio
for name in typical evaluated; do
  # The benchmark prints milliseconds for 40,000 devices.
  mine=$(awk -F, -v n="${name}40000" '$1 == n { printf "%.1f", $4 * 1e6 / 40000 }' <<<"$ours")
  other=$(awk -v n="$name" '$1 == n { print $2 }' <<<"$theirs")
  if [[ -n $other ]]; then
    printf '%-12s %14s %14s %7.1fx\n' "$name" "$mine" "$other" "$(awk -v a="$other" -v b="$mine" 'BEGIN { print a / b }')"
  else
    printf '%-12s %14s %14s %8s\n' "$name" "$mine" '(no Go)' -
  fi
done
