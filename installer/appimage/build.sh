#!/usr/bin/env bash
# build.sh BUILD [OUT]: an AppImage of a release build, with linuxdeploy and its Qt plugin on PATH. Without them it makes the AppDir alone,
# which starts by AppDir/AppRun where the libraries of Debian bookworm are, and says what is missing.
set -euo pipefail
build=$(realpath "$1") out=$(realpath -m "${2:-$1/appimage}")
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$out/AppDir"
mkdir -p "$out"
DESTDIR=$out/AppDir cmake --install "$build" --prefix /usr --component gui --strip >/dev/null
cd "$out/AppDir"
# What an AppImage has at its top: the entry, the icon and what starts it.
ln -sf usr/share/applications/io.claimscope.Claimscope.desktop .
ln -sf usr/share/icons/hicolor/scalable/apps/io.claimscope.Claimscope.svg .
ln -sf usr/share/icons/hicolor/256x256/apps/io.claimscope.Claimscope.png .DirIcon
# AppStream's older name of the same file, which AppImage tools look for.
ln -sf io.claimscope.Claimscope.metainfo.xml usr/share/metainfo/io.claimscope.Claimscope.appdata.xml
install -m 755 "$here/AppRun" AppRun
if ! command -v linuxdeploy >/dev/null; then
  echo "appimage: linuxdeploy is not installed; $out/AppDir is ready for it, without Qt inside" >&2
  exit 77
fi
cd "$out"
# Qt's plugins are found by its own tool; SVG icons and X11 are asked for by name because nothing links them.
EXTRA_QT_PLUGINS="svg" EXTRA_PLATFORM_PLUGINS="libqoffscreen.so;libqwayland-generic.so" \
  linuxdeploy --appdir AppDir --plugin qt --output appimage --custom-apprun "$here/AppRun"
