#!/usr/bin/env bash
# no_qt.sh SOURCE.tar.gz: the steps of installer/container/Containerfile, run by hand in a clean root: claimscope-cli out of the source
# archive, without Qt and without git. Needs the root that clean_root.sh keeps. Five minutes and more; with CLAIMSCOPE_CCACHE=FOLDER a
# copy of that cache is used, and the flags of the dev preset, for which it has something. By hand.
set -euo pipefail
archive=$(realpath "$1")
recipe=$(dirname "$0")/../../installer/container/Containerfile
cache=${XDG_CACHE_HOME:-$HOME/.cache}/claimscope
root=$(mktemp -d /tmp/claimscope-noqt.XXXXXX)
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
tar -C "$root" -xf "$cache/bookworm.tar"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/"
inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
# The first RUN of each stage has its packages: read from the recipe, so that the recipe is what is tried.
packages() { awk -v want="$1" '/^FROM/ {stage++} stage == want && /apt-get install/ {on = 1; next} on {gsub(/\\|&&.*/, ""); if ($0 ~ /^ *(rm|RUN|COPY)/ || NF == 0) exit; print}' "$recipe" | xargs; }
inside apt-get update -qq -o APT::Sandbox::User=root
inside apt-get install -y -qq -o APT::Sandbox::User=root --no-install-recommends $(packages 1) >/dev/null
! inside dpkg -l | grep '^ii *\(libqt\|qt6\)' >/dev/null || { echo "no_qt: the recipe installs Qt" >&2; exit 1; }
mkdir "$root/src"
tar -C "$root/src" --strip-components=1 -xf "$archive"
flags=(-DCMAKE_BUILD_TYPE=Release)
settings=()
if [[ -n ${CLAIMSCOPE_CCACHE:-} ]]; then
  # A copy: a folder that is bound into the root would be emptied with it.
  cp -r "$CLAIMSCOPE_CCACHE" "$root/ccache"
  inside apt-get install -y -qq -o APT::Sandbox::User=root --no-install-recommends ccache >/dev/null
  flags=(-DCMAKE_BUILD_TYPE= "-DCMAKE_CXX_FLAGS=-O1 -g1" -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  # As ./dev sets it.
  settings=(CCACHE_DIR=/ccache CCACHE_BASEDIR=/src CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1 CCACHE_PCH_EXTSUM=1 CCACHE_MAXSIZE=8G
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime)
fi
# In the source folder, so that paths from there to the build are those of a clone.
inside env "${settings[@]}" cmake -S /src -B /src/build/dev -G Ninja "${flags[@]}" -DCLAIMSCOPE_GUI=OFF -DCLAIMSCOPE_TESTS=OFF >/dev/null
inside ln -s /src/build/dev /build
inside env "${settings[@]}" cmake --build /build --target claimscope-cli -- --quiet
inside strip /build/app/claimscope-cli
! inside ldd /build/app/claimscope-cli | grep -i qt || exit 1
inside /build/app/claimscope-cli --version
inside /build/app/claimscope-cli get claims --demo -A | head -n 3
# The second stage: only the libraries that it names.
second=$(mktemp -d /tmp/claimscope-stage.XXXXXX)
trap 'umount "$root/proc" "$second/proc" 2>/dev/null || true; rm -rf --one-file-system "$root" "$second"' EXIT
tar -C "$second" -xf "$cache/bookworm.tar"
mount -t proc proc "$second/proc"
cp /etc/resolv.conf "$second/etc/"
chroot "$second" apt-get update -qq -o APT::Sandbox::User=root
DEBIAN_FRONTEND=noninteractive chroot "$second" apt-get install -y -qq -o APT::Sandbox::User=root --no-install-recommends $(packages 2) >/dev/null
cp "$root/build/app/claimscope-cli" "$second/usr/local/bin/"
! chroot "$second" ldd /usr/local/bin/claimscope-cli | grep 'not found' || exit 1
chroot --userspec=65532:65532 "$second" /usr/local/bin/claimscope-cli report --demo >/dev/null
echo "no_qt: built without Qt, and runs with the libraries of the second stage as user 65532"
