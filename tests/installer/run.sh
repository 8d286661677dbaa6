#!/usr/bin/env bash
# run.sh PACKAGES BUILD: everything that is judged of the packages; what cannot run here says so, the rest still counts.
set -euo pipefail
packages=$(realpath "$1") build=$(realpath "$2")
cd "$(dirname "$0")"
passed=0 failed=0 skipped=0
part() { # part NAME COMMAND…
  local name=$1 status=0 start=$SECONDS
  shift
  "$@" || status=$?
  case $status in
    0) passed=$((passed + 1)); echo "installer: $name: fine ($((SECONDS - start)) s)" ;;
    77) skipped=$((skipped + 1)); echo "installer: $name: skipped, see above" ;;
    *) failed=$((failed + 1)); echo "installer: $name: FAILED with status $status" ;;
  esac
}
part "what linters say" ./lint.sh "$packages" "$build"
part "the same bytes twice" ./repeat.sh "$packages" "$build"
part "a clean Debian" ./clean_root.sh "$packages"
echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed == 0 ]]
