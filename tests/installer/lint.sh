#!/usr/bin/env bash
# lint.sh PACKAGES BUILD: lintian, the validators of the desktop's files, and man pages that man and mandoc can read.
set -euo pipefail
packages=$1 build=$2
desktop=$(realpath "$(dirname "$0")/../../installer/desktop")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
say() { echo "lint: $*" >&2; bad=1; }
need() { command -v "$1" >/dev/null || { echo "lint: $1 is not installed" >&2; exit 77; }; }
for tool in lintian appstreamcli desktop-file-validate mandoc man update-mime-database; do need "$tool"; done

# Errors fail; warnings are shown, so that somebody reads them.
lintian --no-cfg --allow-root --fail-on error "$packages"/*.deb || say "lintian finds errors"
desktop-file-validate "$desktop/io.claimscope.Claimscope.desktop" || say "the desktop entry is not valid"
appstreamcli validate --no-net --pedantic "$desktop/io.claimscope.Claimscope.metainfo.xml" || say "the AppStream metadata is not valid"
mkdir -p "$work/mime/packages"
cp "$desktop/io.claimscope.Claimscope.mime.xml" "$work/mime/packages/"
XDG_DATA_HOME=$work update-mime-database "$work/mime" 2>"$work/mime.log" || say "the MIME type is not accepted"
[[ ! -s $work/mime.log ]] || say "the MIME type: $(cat "$work/mime.log")"
[[ -s $work/mime/application/x-claimscope-incident.xml ]] || say "there is no MIME type application/x-claimscope-incident"
for page in "$build"/installer/*.1; do
  [[ -f $page && ! -L $page ]] || continue
  mandoc -T lint -W warning "$page" >"$work/mandoc" || true
  [[ ! -s $work/mandoc ]] || say "$(head -n 5 "$work/mandoc")"
  LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=100 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>"$work/man" >/dev/null || say "man cannot read $page"
  [[ ! -s $work/man ]] || say "$(head -n 5 "$work/man")"
done
# Papers: what Debian's policy wants in each package.
for package in "$packages"/*.deb; do
  name=$(dpkg-deb -f "$package" Package)
  dpkg-deb -c "$package" >"$work/list"
  for file in "usr/share/doc/$name/copyright" "usr/share/doc/$name/changelog.gz" "usr/share/man/man1/$name.1.gz" "usr/bin/$name"; do
    grep -qF " ./$file" "$work/list" || say "$name lacks $file"
  done
  if grep -vE ' \./$| \./usr/' "$work/list" | grep . >/dev/null; then say "$name has something outside of /usr"; fi
  if grep -qvE '^[dl-][rwx-]{9} root/root' "$work/list"; then say "$name has files that are not root's"; fi
  dpkg-deb -f "$package" Depends | tee "$work/depends" | sed "s/^/lint: $name needs /"
done
if dpkg-deb -f "$packages"/claimscope-cli_*.deb Depends | grep -i qt >/dev/null; then say "claimscope-cli needs Qt"; fi
grep -q . <(dpkg-deb -f "$packages"/claimscope_*.deb Depends | grep -o 'libqt6svg6\|libqt6charts6') || say "claimscope does not ask for Qt"
exit $bad
