#!/usr/bin/env bash
# files.sh BUILT SOURCE: what is made for packages in the build tree is whole: manual pages, icons, pages of documentation.
set -euo pipefail
built=$1 source=$2
fail() { echo "files: $*" >&2; exit 1; }
for program in claimscope claimscope-cli; do
  [[ -s $built/$program.1 ]] || fail "$program.1 is empty or missing: build claimscope_files"
  for option in --kubeconfig --demo --output; do
    grep -qF "\\fB${option//-/\\-}\\fR" "$built/$program.1" || fail "$program.1 has no $option"
  done
  gzip -dc "$built/$program.1.gz" | cmp - "$built/$program.1" || fail "$program.1.gz is not $program.1"
  # A time or a name in the header of gzip would make each build another one.
  [[ $(head -c 8 "$built/$program.1.gz" | od -An -tx1 | tr -d ' ') == 1f8b080000000000 ]] || fail "$program.1.gz has a time in it"
done
grep -q 'claimscope.* shot' "$built/claimscope.1" || fail "claimscope.1 lacks the command that only the window's program has"
! grep -q 'claimscope.* shot' "$built/claimscope-cli.1" || fail "claimscope-cli.1 has a command that it does not have"
for size in 16 24 32 48 64 128 256 512; do
  # Width and height of a PNG are at byte 16.
  [[ $(od -An -tu1 -j 16 -N 8 "$built/icons/$size.png" | awk '{print $3 * 256 + $4, $7 * 256 + $8}') == "$size $size" ]] ||
    fail "icons/$size.png is not $size pixels"
done
if [[ -d $built/html ]]; then
  for page in index first-steps commands timeline latency actions metrics prometheus; do
    [[ -s $built/html/$page.html ]] || fail "html/$page.html is empty or missing"
  done
  while IFS=: read -r page link; do
    link=${link#*\"} link=${link%\"}
    case $link in
      *://*) continue ;;
      \#*) grep -q "id=\"${link#\#}\"" "$page" || fail "$page leads to $link, which it does not have" ;;
      *) [[ -e $built/html/${link%%#*} ]] || fail "$page leads to $link, which is not installed" ;;
    esac
  done < <(grep -HoE '(href|src)="[^"]+"' "$built"/html/*.html)
  ! grep -lE '<script|https?://[^"]*\.(css|js|png)"' "$built"/html/*.html || fail "a page loads something from elsewhere"
fi
version=$(sed -n 's/^project(claimscope VERSION \([0-9.]*\).*/\1/p' "$source/CMakeLists.txt")
grep -q "Claimscope $version" "$built/html/index.html" 2>/dev/null || [[ ! -d $built/html ]] || fail "the documentation does not say its version"
grep -q "^X-\|^Exec=claimscope %u$" "$source/installer/desktop/io.claimscope.Claimscope.desktop" || fail "the desktop entry starts nothing"
