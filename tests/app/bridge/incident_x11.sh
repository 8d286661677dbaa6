#!/usr/bin/env bash
# incident_x11.sh CLAIMSCOPE: an incident on a real X server with real keys and clicks. From the open window the explanation of the
# stuck claim and the rehearsal of a drain are at most three actions away, by keyboard alone and by mouse alone. The title of the
# window says where it is. 77: no Xvfb here.
set -euo pipefail
claimscope=$1
for tool in Xvfb xdotool import identify; do
  command -v "$tool" >/dev/null || { echo "incident_x11: $tool is not installed" >&2; exit 77; }
done
work=$(mktemp -d)
export HOME=$work XDG_RUNTIME_DIR=$work XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state
unset KUBECONFIG WAYLAND_DISPLAY QT_QPA_PLATFORM || true
exec 5>"$work/display"
Xvfb -displayfd 5 -screen 0 1440x900x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
pause() { read -rt 0.05 <> <(:) || true; }
fail() { echo "incident_x11: $*; the title is '$(title)'" >&2; cat "$work/out" >&2 || true; exit 1; }
title() { xdotool getwindowname "$window" 2>/dev/null || true; }
until_true() { # until_true WHAT COMMAND…: at most 20 s
  local what=$1 i
  shift
  for ((i = 0; i < 400; i++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    pause
  done
  fail "$what did not happen within 20 s"
}
titled() { [[ $(title) == *"$1"* ]]; }
window=0
until_true "Xvfb" test -s "$work/display"
DISPLAY=:$(cat "$work/display")
export DISPLAY
find_window() { window=$(xdotool search --onlyvisible --name '^Claimscope' | head -n 1); [[ -n $window ]]; }
loaded() { [[ $(title) =~ "dev-usw2-hybrid, Overview: ".*[1-9][0-9]*" pods with claims" ]]; }
focused() { xdotool windowfocus "$window" && [[ $(xdotool getwindowfocus) == "$window" ]]; }
begin() {
  "$claimscope" --demo --fresh >"$work/out" 2>&1 &
  program=$!
  until_true "the window" find_window
  find_window
  # The verdict is there without a single action: Overview is what opens. Pods come last.
  until_true "the verdict of the demo cluster" loaded
  # Without a window manager nobody gives the keyboard to a window, and one that is not drawn yet cannot take it.
  until_true "the keyboard's focus" focused
  actions=0
}
end() {
  xdotool key ctrl+q
  local i
  for ((i = 0; i < 200; i++)); do
    kill -0 "$program" 2>/dev/null || break
    pause
  done
  local status=0
  wait "$program" || status=$?
  [[ $status == 0 ]] || fail "it ended with status $status"
  grep -v '^QStandardPaths' "$work/out" | grep . && fail "it printed warnings"
  return 0
}
act() { actions=$((actions + 1)); "$@"; }
reached() { # reached WHAT TITLE
  until_true "$1" titled "$2"
  [[ $actions -le 3 ]] || fail "$1 took $actions actions"
  echo "incident_x11: $1 in $actions"
  actions=0
}
click() { xdotool mousemove --window "$window" "$1" "$2" click "${@:3}" 1; }

begin
act xdotool key e
reached "by keyboard, the explanation of the stuck claim" "Explanation: "
act xdotool key ctrl+d
until_true "the list of nodes" titled "Actions"
act xdotool type --delay 5 gpu-node-6
act xdotool key Return
reached "by keyboard, the rehearsal of a drain" "gpu-node-6"
end

# Places in a window of 1440 x 900: the button of the verdict, an entry of the rail, the first tile, the last row.
begin
act click 1253 121
reached "by mouse, the explanation of the stuck claim" "Explanation: "
end
begin
act click 62 272
until_true "the page of actions" titled "Actions"
act click 249 228
pause
act click 428 526 --repeat 2 --delay 40
reached "by mouse, the rehearsal of a drain" "gpu-node-6"
end
echo "incident_x11: ok"
