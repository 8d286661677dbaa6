#!/usr/bin/env bash
# source.sh FOLDER: what is committed, as claimscope-VERSION.tar.gz; the same commit gives the same bytes. 0 without git: whoever builds
# from such an archive has the source already.
set -euo pipefail
out=$(realpath "$1")
cd "$(dirname "$0")/.."
if ! git rev-parse --git-dir >/dev/null 2>&1; then
  echo "source: this is no git clone, so there is no source archive" >&2
  exit 0
fi
version=$(sed -n 's/^project(claimscope VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
# git gives every file the time of the commit, and gzip -n leaves the name and time of the archive out.
git archive --format=tar --prefix="claimscope-$version/" HEAD | gzip -9n >"$out/claimscope-$version.tar.gz"
