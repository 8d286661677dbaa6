#!/usr/bin/env bash
# repeat.sh PACKAGES BUILD: packaged again a while later, in another time zone and folder, each package has the same bytes.
# (Whether two builds are the same is slower to tell: rebuild.sh, by hand.)
set -euo pipefail
packages=$1 build=$2
again=$(mktemp -d)
trap 'rm -rf "$again"' EXIT
SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -l "$(dirname "$0")/../../installer/debian/changelog" -S Timestamp)
export SOURCE_DATE_EPOCH TZ=Asia/Seoul LC_ALL=C.UTF-8
(umask 022 && cd "$build" && cpack -G DEB -B "$again" >"$again/log") || { cat "$again/log" >&2; exit 1; }
count=0
for package in "$packages"/*.deb; do
  cmp "$package" "$again/$(basename "$package")" || {
    ! command -v diffoscope >/dev/null || diffoscope --max-report-size 4000 "$package" "$again/$(basename "$package")" >&2 || true
    exit 1
  }
  count=$((count + 1))
done
[[ $count == 2 ]] || { echo "repeat: there are $count packages instead of 2" >&2; exit 1; }
sha256sum "$packages"/*.deb
