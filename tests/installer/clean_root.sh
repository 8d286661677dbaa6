#!/usr/bin/env bash
# clean_root.sh PACKAGES: in a Debian that has nothing but the essential packages: install, start, complete, remove, purge, and compare
# what is there before and after. Needs root and a Debian mirror; 77 where one of them is missing. The root is kept as an archive in
# $XDG_CACHE_HOME/claimscope, so that the next run begins in seconds.
set -euo pipefail
packages=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/claimscope
suite=bookworm
skip() { echo "clean_root: $*" >&2; exit 77; }
[[ $(id -u) == 0 ]] || skip "only root may make another root folder"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
# The mirror that this machine uses already.
mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $suite" 'Created-By: Packages' 2>/dev/null | head -n 1)
mirror=${CLAIMSCOPE_MIRROR:-${mirror:-http://deb.debian.org/debian}}

root=$(mktemp -d /tmp/claimscope-root.XXXXXX)
server=
cleanup() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  for place in dev/pts proc; do umount "$root/$place" 2>/dev/null || true; done
  # Never across a mount: what is bound in there belongs to somebody else.
  rm -rf --one-file-system "$root"
}
trap cleanup EXIT
say() { echo "clean_root: $* ($(date -u +%T))"; }
fail() { echo "clean_root: $*" >&2; exit 1; }

mkdir -p "$cache/archives"
if [[ ! -s $cache/$suite.tar ]]; then
  say "debootstrap from $mirror"
  debootstrap --variant=minbase --include=ca-certificates --cache-dir="$cache/archives" "$suite" "$root" "$mirror" >"$cache/debootstrap.log" 2>&1 || {
    tail -n 3 "$cache/debootstrap.log" >&2
    skip "debootstrap could not make a root from $mirror: is the network there?"
  }
  tar -C "$root" --one-file-system -cf "$cache/$suite.tar.part" . && mv "$cache/$suite.tar.part" "$cache/$suite.tar"
else
  tar -C "$root" -xf "$cache/$suite.tar"
fi
# A mount namespace of our own would be cleaner; a sandbox may not have it. These two are taken off again at the end.
mount -t proc proc "$root/proc" 2>/dev/null || skip "nothing can be mounted here"
mount -t devpts devpts "$root/dev/pts" 2>/dev/null || true  # a terminal for zsh
mkdir -p "$root/packages" "$root/check"
cp /etc/resolv.conf "$root/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
cp "$packages"/*.deb "$root/packages/"
gui=$(cd "$root" && ls packages/claimscope_*.deb) cli=$(cd "$root" && ls packages/claimscope-cli_*.deb)
gui=/$gui cli=/$cli
cp "$here/completion.sh" "$root/check/"
inside() { chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
apt() { inside apt-get -qq -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 -o Acquire::Retries=2 -o Dpkg::Progress-Fancy=0 "$@" >>"$root/apt.log" 2>&1 || { tail -n 20 "$root/apt.log" >&2; return 1; }; }
cp -n "$cache"/archives/*.deb "$root/var/cache/apt/archives/" 2>/dev/null || true
apt update || skip "the root reaches no mirror"

# Everything that packages put there, and everything else on disk but caches, logs and what apt and dpkg write of themselves.
picture() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./tmp \
    -o -path ./packages -o -path ./check -o -path ./apt.log -o -path ./root \) -prune -o -printf '%p %y %l\n' | sort)
}
# What cannot be resolved is our fault, what cannot be fetched the network's.
install_all() {
  if inside apt-get -s -o APT::Sandbox::User=root install --no-install-recommends "$@" >/dev/null 2>&1; then
    apt install -y -d --no-install-recommends "$@" || skip "the mirror does not deliver: $*"
  fi
  apt install -y --no-install-recommends "$@"
}

say "claimscope-cli alone"
install_all "$cli" || fail "claimscope-cli cannot be installed"
inside dpkg -s claimscope-cli | grep '^Status: install ok installed' >/dev/null || fail "claimscope-cli is not installed"
! inside dpkg -l | grep '^ii *libqt' >/dev/null || fail "claimscope-cli brings Qt along"
[[ $(inside claimscope-cli --version) == claimscope\ * ]] || fail "claimscope-cli --version"
inside claimscope-cli report --demo >"$root/check/report" || fail "claimscope-cli report --demo"
grep -q . "$root/check/report" || fail "the report is empty"
[[ $(inside kubectl-claimscope get claims --demo -A | wc -l) -gt 5 ]] || fail "kubectl-claimscope get claims"
[[ $(inside kubectl_complete-claimscope get cla) == $'claims\nclasses\n:4' ]] || fail "kubectl_complete-claimscope"
# What is there with every package that the window needs, but without ours: the picture to come back to.
say "what the window needs"
mapfile -t needs < <(inside apt-get -s -o APT::Sandbox::User=root install --no-install-recommends "$gui" 2>/dev/null |
  awk '/^Inst / && $2 != "claimscope" {print $2}')
inside dpkg --purge claimscope-cli >/dev/null
[[ ${#needs[@]} == 0 ]] || install_all "${needs[@]}" || fail "what claimscope depends on cannot be installed"
cp -n "$root"/var/cache/apt/archives/*.deb "$cache/archives/" 2>/dev/null || true
picture >"$root/check/before"

say "both packages"
install_all "$gui" "$cli" || fail "the packages cannot be installed"
! inside ldd /usr/bin/claimscope | grep 'not found' || fail "a library is missing"
[[ $(inside claimscope --version) == claimscope\ * ]] || fail "claimscope --version"
inside claimscope report --demo >"$root/check/report" || fail "claimscope report --demo"
inside claimscope shot --demo --page overview --out /check/shot.png || fail "claimscope shot --demo"
[[ $(od -An -tu1 -j 16 -N 8 "$root/check/shot.png" | awk '{print $3 * 256 + $4, $7 * 256 + $8}') == "1440 900" ]] || fail "the picture has another size"
[[ -z ${CLAIMSCOPE_KEEP_SHOT:-} ]] || cp "$root/check/shot.png" "$CLAIMSCOPE_KEEP_SHOT"
[[ -s $root/usr/share/doc/claimscope/html/index.html ]] || fail "the documentation is not installed"
while read -r page link; do
  [[ -e $root/usr/share/doc/claimscope/html/$link ]] || fail "$page leads to $link, which is not installed"
done < <(cd "$root/usr/share/doc/claimscope/html" && grep -HoE '(href|src)="[^"#:]+' ./*.html | sed -E 's/:(href|src)="/ /')
if command -v Xvfb >/dev/null && command -v xdotool >/dev/null; then
  # The X server of this machine: its socket has an abstract name, which a root folder does not hide.
  exec 5>"$root/check/display"
  Xvfb -displayfd 5 -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
  server=$!
  for ((i = 0; i < 100; i++)); do [[ ! -s $root/check/display ]] || break; sleep 0.1; done
  display=:$(cat "$root/check/display")
  inside DISPLAY="$display" timeout 60 claimscope --demo --fresh >"$root/check/window" 2>&1 &
  window=$!
  for ((i = 0; i < 300; i++)); do ! DISPLAY=$display xdotool search --onlyvisible --name '^Claimscope' >/dev/null 2>&1 || break; sleep 0.1; done
  shown=$(DISPLAY=$display xdotool search --onlyvisible --name '^Claimscope' | head -n 1)
  [[ -n $shown ]] || { cat "$root/check/window" >&2; fail "no window within 30 s"; }
  # Without a window manager nothing has the keyboard until it is given it.
  DISPLAY=$display xdotool windowfocus --sync "$shown" key ctrl+q
  wait $window || { cat "$root/check/window" >&2; fail "the window ended with a status"; }
  kill $server; wait $server 2>/dev/null || true; server=
  say "a window on a real X server"
else
  echo "clean_root: Xvfb or xdotool is not installed, so no window was opened" >&2
fi

say "removed and purged"
inside dpkg --remove claimscope claimscope-cli >/dev/null || fail "they cannot be removed"
inside dpkg --purge claimscope claimscope-cli >/dev/null || fail "they cannot be purged"
picture >"$root/check/after"
diff "$root/check/before" "$root/check/after" >&2 || fail "removing leaves something behind (> is what is too much)"

say "completion in bash, zsh and fish, as installed"
install_all zsh fish bash-completion man-db "$gui" "$cli" || fail "the shells cannot be installed"
cp -n "$root"/var/cache/apt/archives/*.deb "$cache/archives/" 2>/dev/null || true
inside /check/completion.sh installed claimscope claimscope-cli || fail "completion does not work"
say "done"
