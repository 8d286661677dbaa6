#!/usr/bin/env bash
# stamps.sh BUILD: a line "TEST STAMP" for each test of a build. The stamp stays the same while nothing changes that the test could
# notice: its program, the files of this repository, the packages of the machine, the environment. ./dev test leaves out what has passed
# with the same stamp. Programs are told by size and time of change, which a build alone moves. Tests of model/ read what lies in tests/ and
# run nothing but themselves; all others may run claimscope and read what is shipped; scripts and laws may read every file there is.
set -euo pipefail
build=$1
cd "$(dirname "$0")/.."

seen() { stat -L -c '%n %s %Y.%y' -- "$@" 2>/dev/null | sha256sum | cut -c 1-16; }
files() { # files PATHSPEC…
  git ls-files -z --cached --others --exclude-standard -- "$@" | xargs -0 -r stat -c '%n %s %y' 2>/dev/null | sha256sum | cut -c 1-16
}
machine=$({ env | grep -E '^(CLAIMSCOPE|QT_|QML|LC_|LANG|TZ=|XDG_|FONTCONFIG|KUBE|DISPLAY|WAYLAND|[a-zA-Z]+_(proxy|PROXY)=)' | sort
  cat /etc/os-release /proc/sys/kernel/osrelease; stat -c %y /var/lib/dpkg/status; command -v go promtool prometheus; } 2>/dev/null | sha256sum | cut -c 1-16)
beside=(':!*.cpp' ':!*.h' ':!*.md' ':!*.go' ':!tests/upstream' ':!tests/bench')  # what no test but scripts and laws reads
samples=$(files tests "${beside[@]}" ':!*.png')
shipped=$(files "${beside[@]}")
all=$(files)
programs=$(seen "$build"/app/claimscope "$build"/app/claimscope-cli)

# name, labels and program of each test, as CMake wrote them
find "$build" -name CTestTestfile.cmake -exec cat {} + |
  sed -nE -e 's/^add_test\(\[=\[([^]]+)\]=\] "([^"]+)".*/test \1 \2/p' -e 's/^set_tests_properties\(\[=\[([^]]+)\]=\] .* LABELS "([^"]*)".*/label \1 \2/p' |
  while read -r what name value; do
    case $what in
      test) echo "$name $value" ;;
      label) [[ $value != *model* ]] || echo "$name :model" ;;
    esac
  done | sort | awk '
    $2 == ":model" { model[$1] = 1; next }
    { program[$1] = $2 }
    END { for (name in program) print name, program[name], (name in model) ? "model" : "-" }' |
  while read -r name program label; do
    stamp=$machine-$samples-$(stat -L -c '%s-%Y-%y' "$program" | tr -d ' ' || echo none)
    [[ $label == model ]] || stamp+=-$shipped-$programs
    case $program-$name in *.sh-*|*layering*|*translations*|*documentation*|*manual*|*installer*) stamp+=-$all ;; esac
    echo "$name $stamp"
  done
