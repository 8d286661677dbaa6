#!/usr/bin/env bash
# window.sh BUILD_DIR: the window as a process under Xvfb: from start to the first painted view, then what it does and holds while nothing
# happens. Absolute figures are those of this machine.
set -euo pipefail
build=$(cd "${1:?build folder}" && pwd)
window=$build/app/claimscope
server=$build/tests/apiserver/apiserver-demo
for program in "$window" "$server"; do
  [[ -x $program ]] || { echo "window.sh: $program is not built" >&2; exit 2; }
done
command -v Xvfb >/dev/null || { echo "window.sh: Xvfb is missing (apt install xvfb)" >&2; exit 77; }
starts=${STARTS:-5}
settle=${SETTLE:-8}
idle=${IDLE:-30}
work=$(mktemp -d)
finish() {
  # shellcheck disable=SC2046
  kill $(jobs -p) 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
exec 5>"$work/display"
Xvfb -displayfd 5 -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
until [[ -s $work/display ]]; do sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY XDG_RUNTIME_DIR=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work XDG_CACHE_HOME=$work QT_QPA_PLATFORM=xcb
echo '{"kind":"List","apiVersion":"v1","items":[]}' >"$work/empty.json"

pid=
open() { # ARGUMENTS; milliseconds until the first view is painted
  : >"$work/log"
  local from
  from=$(date +%s%3N)
  "$window" -v "$@" 2>"$work/log" >/dev/null &
  pid=$!
  until grep -q ' painted ' "$work/log"; do
    kill -0 "$pid" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.02
  done
  first=$(($(sed -n 's/.*: \([0-9]*\) painted .*/\1/p' "$work/log" | head -1) - from))
}
close() {
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
}
ticks() { awk '{print $14 + $15}' "/proc/$pid/stat"; }
wakes() { cat "/proc/$pid"/task/*/status | awk '/^voluntary_ctxt/ {s += $2} END {print s}'; }

row() { # NAME ARGUMENTS
  local name=$1 i times=() cpu wake
  shift
  for ((i = 1; i < starts; i++)); do
    open "$@"
    times+=("$first")
    close
  done
  open "$@"
  times+=("$first")
  sleep "$settle"
  cpu=$(ticks)
  wake=$(wakes)
  sleep "$idle"
  cpu=$(($(ticks) - cpu))
  wake=$(($(wakes) - wake))
  printf '%s\n' "${times[@]}" | sort -n | awk -v n="$name" -v c="$cpu" -v w="$wake" -v s="$idle" -v hz="$(getconf CLK_TCK)" \
    -v rss="$(awk '/^VmRSS/ {print $2}' "/proc/$pid/status")" -v threads="$(awk '/^Threads/ {print $2}' "/proc/$pid/status")" '
    {v[NR] = $1}
    END {printf "%-34s %8d ms %8d ms %9.2f %% %10.1f %8.1f MiB %8d\n", n, v[int((NR + 1) / 2)], v[NR], 100 * c / hz / s, w / s, rss / 1024, threads}'
  close
}

live() { # SCENARIO
  local config=$work/$1.kubeconfig server_pid
  "$server" --scenario "$1" --speed 0 --bookmark-ms 60000 --kubeconfig "$config" >/dev/null 2>"$work/server.log" &
  server_pid=$!
  until [[ -s $config ]]; do
    kill -0 "$server_pid" 2>/dev/null || { cat "$work/server.log" >&2; exit 1; }
    sleep 0.1
  done
  row "$1, live, nothing changes" --kubeconfig "$config"
  kill "$server_pid"
  wait "$server_pid" 2>/dev/null || true
}

printf '%-34s %11s %11s %11s %10s %12s %8s\n' "" "first paint" "worst" "idle CPU" "wakes/s" "RSS" "threads"
row "an empty file" --file "$work/empty.json"
row "demo, which lives" --demo eks-hybrid
for scenario in ${SCENARIOS:-quiet fleet extreme}; do live "$scenario"; done
