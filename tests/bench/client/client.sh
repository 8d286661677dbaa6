#!/usr/bin/env bash
# client.sh BUILD_DIR [S|L|X…] [-- OPTIONS OF run]: Claimscope beside client-go, kubectl and curl against a replay server. Without a scale: S and L.
# Exit status 77: cannot run here, and why. Programs and data sets are kept in ~/.cache/claimscope/bench-client.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
build=$(cd "${1:?build folder}" && pwd)
shift
scales=()
while [[ $# -gt 0 && $1 != -- ]]; do
  case $1 in
    S | L | X) scales+=("$1") ;;
    *) echo "client.sh: there is no scale '$1': S, L or X" >&2; exit 2 ;;
  esac
  shift
done
[[ $# == 0 ]] || shift
[[ ${#scales[@]} -gt 0 ]] || scales=(S L)
command -v go >/dev/null || { echo "client.sh: skipped: Go is not installed, and the replay server and the client-go program are written in it" >&2; exit 77; }
cli=$build/app/claimscope-cli
demo=$build/tests/apiserver/apiserver-demo
[[ -x $cli ]] || { echo "client.sh: $cli is not built" >&2; exit 2; }

cache=${XDG_CACHE_HOME:-$HOME/.cache}/claimscope/bench-client
mkdir -p "$cache/bin"
export GOTOOLCHAIN=local GOFLAGS=-buildvcs=false
(cd "$here" && go build -o "$cache/bin/" ./...) ||
  { echo "client.sh: skipped: upstream's modules are not here and cannot be fetched (or Go is older than go.mod asks)" >&2; exit 77; }

# A data set is good as long as what makes it is the same.
made_by=$(cat "$here"/go.sum "$here"/replay/{build,scale,dress,managed,encode,table}.go "$root"/model/simulation/*.{h,cpp} | sha256sum | cut -c1-16)
data=$cache/data-$made_by
for old in "$cache"/data-*; do [[ $old == "$data" || ! -d $old ]] || rm -rf "$old"; done
mkdir -p "$data"
pid=
finish() { if [[ -n $pid ]]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi; }
trap finish EXIT
for scale in "${scales[@]}"; do
  [[ ! -f $data/$scale/version ]] || continue
  if [[ -z $pid ]]; then
    [[ -x $demo ]] || { echo "client.sh: $demo is not built" >&2; exit 2; }
    config=$data/source.kubeconfig
    rm -f "$config"
    "$demo" --scenario extreme --speed 0 --kubeconfig "$config" >/dev/null 2>&1 &
    pid=$!
    for ((i = 0; i < 1200; i++)); do
      [[ -s $config ]] && break
      kill -0 "$pid" 2>/dev/null || { echo "client.sh: apiserver-demo ended" >&2; exit 1; }
      sleep 0.1
    done
    url=$(sed -n 's/.*"server": "\([^"]*\)".*/\1/p' "$config")
  fi
  echo "client.sh: making the objects of scale $scale, once" >&2
  "$cache/bin/replay" -make -scale "$scale" -data "$data/$scale" -from "$url"
done
finish
pid=
"$cache/bin/run" -cli "$cli" -bin "$cache/bin" -data "$data" -scales "$(IFS=,; echo "${scales[*]}")" "$@"
