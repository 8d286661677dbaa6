#!/usr/bin/env bash
# pictures.sh CLAIMSCOPE FOLDER: shoots every page and compares with the pictures beside this script. A difference leaves the new
# picture and a diff image in FOLDER. CLAIMSCOPE_UPDATE_GOLDEN=1 takes the new ones: look at them before they are committed.
set -euo pipefail
claimscope=$1
out=$2/pictures
golden=$(cd "$(dirname "$0")" && pwd)/pictures
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME=$home XDG_RUNTIME_DIR=$home TZ=UTC
mkdir -p "$out" "$golden"
# Pixels that may differ by more than 3 % in a channel: a few edges of letters under another FreeType, never a moved or missing part.
allowed=300
failed=0
check() { # check NAME ARGUMENTS…
  local name=$1 differ
  shift
  "$claimscope" shot "$@" --out "$out/$name.png" 2>/dev/null || { echo "golden: $name cannot be drawn" >&2; failed=1; return; }
  if [[ ${CLAIMSCOPE_UPDATE_GOLDEN:-} == 1 ]]; then
    cp "$out/$name.png" "$golden/$name.png"
  elif ! cmp -s "$out/$name.png" "$golden/$name.png"; then
    differ=$(compare -metric AE -fuzz 3% "$golden/$name.png" "$out/$name.png" "$out/$name-diff.png" 2>&1 | grep -oE '^[0-9]+' || true)
    if [[ -z $differ || $differ -gt $allowed ]]; then
      echo "golden: $name differs in ${differ:-all} pixels, see $out/$name-diff.png" >&2
      failed=1
    fi
  fi
}
for theme in dark light; do
  for page in overview topology devices claims; do
    check "eks-$page-$theme" --demo eks-hybrid --page "$page" --theme "$theme" --size 1280x800
  done
done
check eks-binding-dark --demo eks-hybrid --page topology --size 1280x800 --select claim/ml-workloads/ml-training-gpu-0
check classic-overview-dark --demo eks-classic --page overview --size 1280x800
check quiet-overview-light --demo quiet --page overview --theme light --size 1280x800
check fleet-overview-dark --demo fleet --page overview --size 1280x800
check fleet-topology-dark --demo fleet --page topology --size 1280x800
for theme in dark light high-contrast; do
  check "fleet-explanation-$theme" --demo fleet --page explanation --theme "$theme" --size 1440x900
done
check fleet-explanation-small --demo fleet --page explanation --size 1100x700
check eks-explanation-allocated --demo eks-hybrid --page explanation --size 1280x800 --select claim/ml-workloads/ml-training-gpu-0
check eks-overview-contrast --demo eks-hybrid --page overview --theme high-contrast --size 1280x800
[[ $failed == 0 ]] || exit 1
echo "golden: every picture is as it was"
