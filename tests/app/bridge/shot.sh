#!/usr/bin/env bash
# shot.sh CLAIMSCOPE: pictures are the same every time, differ by theme, and bad wishes are refused. Ends with "shot: ok".
set -euo pipefail
claimscope=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export HOME=$out XDG_RUNTIME_DIR=$out
unset DISPLAY WAYLAND_DISPLAY KUBECONFIG QT_QPA_PLATFORM || true
fail() { echo "shot: $*" >&2; exit 1; }

pages="overview topology devices claims explanation selector"
for page in $pages; do
  echo "--page $page --out $out/$page-2.png"
  echo "--page $page --theme light --out $out/$page-3.png"
done >"$out/batch"
"$claimscope" shot --demo eks-hybrid --batch "$out/batch"
for page in $pages; do
  # Alone and among others, before and after a change of the theme.
  "$claimscope" shot --demo eks-hybrid --page "$page" --out "$out/$page-1.png"
  cmp -s "$out/$page-1.png" "$out/$page-2.png" || fail "two pictures of $page differ"
  cmp -s "$out/$page-1.png" "$out/$page-3.png" && fail "the light theme of $page is the dark one"
  [[ $(identify -format %wx%h "$out/$page-1.png") == 1440x900 ]] || fail "$page has another size"
  # A picture with one colour is a page that drew nothing.
  [[ $(identify -format %k "$out/$page-1.png") -gt 50 ]] || fail "$page is empty"
done
"$claimscope" shot --demo --page topology --scale 2 --size 1200x720 --select claim/ml-workloads/ml-training-gpu-0 --out "$out/scaled.png"
[[ $(identify -format %wx%h "$out/scaled.png") == 2400x1440 ]] || fail "--scale 2 gives $(identify -format %wx%h "$out/scaled.png")"

refuses() { # refuses STATUS TEXT ARGUMENTS…
  local want=$1 text=$2 status=0
  shift 2
  "$claimscope" "$@" >"$out/said" 2>&1 || status=$?
  [[ $status == "$want" ]] || fail "'$*' ends with $status, not $want: $(cat "$out/said")"
  grep -q -- "$text" "$out/said" || fail "'$*' does not say '$text': $(cat "$out/said")"
}
refuses 2 "nonsense is not a page" shot --demo --page nonsense --out "$out/x.png"
refuses 2 "is no size" shot --demo --size 10x10 --out "$out/x.png"
refuses 2 "names no object" shot --demo --select claim --out "$out/x.png"
refuses 2 "cannot write the picture" shot --demo --out "$out/no/such/folder/x.png"
refuses 2 "out is required" shot --demo
echo "--page overview --theme pink --out $out/x.png" >"$out/batch"
refuses 2 "batch, line 1: .*pink" shot --demo --batch "$out/batch"
refuses 2 "cannot read the pictures" shot --demo --batch "$out/none"
refuses 2 "no-such-scenario" shot --demo no-such-scenario --out "$out/x.png"

# Without a display and without a kubeconfig: the report, and a picture in the current folder.
cd "$out"
"$claimscope" >report.md 2>said
grep -q '^# ' report.md || fail "no report: $(cat report.md said)"
grep -q 'simulated demo' said || fail "it does not say that it is a demo"
[[ -s claimscope-overview.png ]] || fail "no picture was saved"
echo "shot: ok"
