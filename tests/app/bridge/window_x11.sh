#!/usr/bin/env bash
# window_x11.sh CLAIMSCOPE: the window on a real X server, driven by real keys and clicks. 77: no Xvfb here.
set -euo pipefail
claimscope=$1
for tool in Xvfb xdotool import identify; do
  command -v "$tool" >/dev/null || { echo "window_x11: $tool is not installed" >&2; exit 77; }
done
work=$(mktemp -d)
export HOME=$work XDG_RUNTIME_DIR=$work XDG_CONFIG_HOME=$work/config
unset KUBECONFIG WAYLAND_DISPLAY QT_QPA_PLATFORM || true
exec 5>"$work/display"
Xvfb -displayfd 5 -screen 0 1440x900x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
fail() { echo "window_x11: $*" >&2; cat "$work/out" >&2 || true; exit 1; }
until_true() { # until_true WHAT COMMAND…: at most 20 s
  local what=$1 i
  shift
  for ((i = 0; i < 200; i++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    read -rt 0.1 <> <(:) || true
  done
  fail "$what did not happen within 20 s"
}
until_true "Xvfb" test -s "$work/display"
DISPLAY=:$(cat "$work/display")
export DISPLAY

"$claimscope" >"$work/out" 2>&1 &
program=$!
title() { xdotool getwindowname "$window"; }
find_window() { window=$(xdotool search --onlyvisible --name '^Claimscope' | head -n 1); [[ -n $window ]]; }
until_true "the window" find_window
find_window
until_true "the demo cluster" bash -c "xdotool getwindowname $window | grep -q dev-usw2-hybrid"
xdotool windowfocus "$window"
colours() { import -window "$window" "$work/$1.png" && identify -format %k "$work/$1.png"; }
changed() { import -window "$window" "$work/now.png" && ! cmp -s "$work/$1.png" "$work/now.png"; }
[[ $(colours overview) -gt 50 ]] || fail "the window is empty"
xdotool key ctrl+2
until_true "the topology after Ctrl+2" changed overview
colours topology >/dev/null
xdotool mousemove --window "$window" 600 190 click 1
until_true "a selection after a click" changed topology
colours selection >/dev/null
xdotool key ctrl+k
until_true "the search" changed selection
xdotool type --delay 5 ml-training-gpu-0
xdotool key Return
colours claim >/dev/null
kill -0 "$program" 2>/dev/null || fail "the program ended"
xdotool key ctrl+q
for ((i = 0; i < 100; i++)); do
  kill -0 "$program" 2>/dev/null || break
  read -rt 0.1 <> <(:) || true
done
kill -0 "$program" 2>/dev/null && { kill -9 "$program"; fail "Ctrl+Q does not end it"; }
status=0
wait "$program" || status=$?
[[ $status == 0 ]] || fail "it ended with status $status"
grep -v '^QStandardPaths' "$work/out" | grep . && fail "it printed warnings"
echo "window_x11: ok"
