#!/usr/bin/env bash
# run.sh TARGET SECONDS [libFuzzer flags]: builds a fuzz target with clang's libFuzzer, AddressSanitizer and UBSan straight from the
# sources, runs it at low priority and prints executions and the line coverage of the files it is about. The corpus and what was found
# stay in build/fuzz/TARGET. Exit status 1: something was found.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 TARGET SECONDS [libFuzzer flags]" >&2
  exit 2
fi
target=$1 seconds=$2
shift 2
cd "$(dirname "$0")/../.."
[ -f "tests/fuzz/fuzz_$target.cpp" ] || { echo "run.sh: there is no tests/fuzz/fuzz_$target.cpp" >&2; exit 2; }
clang=${CLANGXX:-$(command -v clang++ || command -v clang++-14)} || { echo "run.sh: skipped: clang is not installed" >&2; exit 77; }
tools=$(dirname "$(readlink -f "$clang")")
runtime=$("$clang" -print-resource-dir)/lib/linux/libclang_rt.fuzzer-$(uname -m).a
[ -f "$runtime" ] || { echo "run.sh: skipped: clang has no libFuzzer here; apt install libclang-rt-14-dev llvm-14" >&2; exit 77; }

# What a target needs, and the files whose coverage counts.
case $target in
  kubeconfig) folders="model/base model/kube" about="model/kube/kubeconfig*.cpp model/kube/url.cpp model/kube/pem.cpp model/kube/base64.cpp model/kube/credentials.cpp model/kube/proxy.cpp model/base/yaml*.cpp" ;;
  exec_credential) folders="model/base model/kube" about="model/kube/exec_credential.cpp model/kube/pem.cpp" ;;
  cel | quantity) folders="model/base model/cel" about="model/cel/*.cpp model/base/quantity.cpp" ;;
  promql | dashboard) folders="model/base model/prometheus/promql model/prometheus/dashboard" about="model/prometheus/promql/*.cpp model/prometheus/dashboard/*.cpp" ;;
  list_json | protobuf) folders="model/base model/kube model/resources $(echo model/resources/*/)" about="model/resources/*/*.cpp model/base/json*.cpp" ;;
  watch_framing) folders="model/base model/kube model/resources $(echo model/resources/*/)" about="model/kube/line_splitter.h" ;;
  prometheus) folders="model/base model/prometheus model/prometheus/catalogue" about="model/prometheus/answer_parser.cpp model/prometheus/failure.cpp model/prometheus/services.cpp model/prometheus/monitors.cpp" ;;
  *) folders=${FUZZ_FOLDERS:?name the folders of sources that the target needs} about=${FUZZ_ABOUT:-tests/fuzz/fuzz_$target.cpp} ;;
esac

out=build/fuzz
mkdir -p "$out/$target/corpus" "$out/$target/found" "$out/objects"
flags=(-std=c++20 -O1 -g1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
  -fprofile-instr-generate -fcoverage-mapping -I. -Ibuild/dev/generated -DCLAIMSCOPE_VERSION=\"fuzz\" -DFMT_SHARED -DSPDLOG_COMPILED_LIB
  -DSPDLOG_FMT_EXTERNAL -DSPDLOG_SHARED_LIB -DSIMDJSON_THREADS_ENABLED=1)
ccache=$(command -v ccache || true)
compile() { # one source, unless its object is newer than every source of the tree
  local object="$out/objects/${1//\//_}.o"
  if [ ! -f "$object" ] || [ -n "$(find "$1" model tests/fuzz -name '*.h' -newer "$object" -print -quit)" ] || [ "$1" -nt "$object" ]; then
    nice -n 19 $ccache "$clang" "${flags[@]}" -c "$1" -o "$object"
  fi
}
sources=("tests/fuzz/fuzz_$target.cpp")
for folder in $folders; do
  sources+=("$folder"/*.cpp)
done
objects=()
running=0
for source in "${sources[@]}"; do
  compile "$source" &
  objects+=("$out/objects/${source//\//_}.o")
  if (( ++running % ${FUZZ_JOBS:-2} == 0 )); then
    wait
  fi
done
wait
"$clang" -fsanitize=fuzzer,address,undefined -fprofile-instr-generate "${objects[@]}" -o "$out/$target/fuzz" \
  -lyaml-cpp -lfmt -lspdlog -lsimdjson -lcurl -lcrypto -lz -lre2 -lpthread

# One seed a line, as driver.cpp reads them.
number=0
while IFS= read -r line; do
  case $line in
    hex:*) printf '%s' "${line#hex:}" | xxd -r -p >"$out/$target/corpus/seed-$((number++))" ;;
    *) printf '%s' "$line" >"$out/$target/corpus/seed-$((number++))" ;;
  esac
done <"tests/fuzz/seeds/$target.txt"

status=0
LLVM_PROFILE_FILE="$out/$target/run.profraw" nice -n 19 "$out/$target/fuzz" "$out/$target/corpus" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 \
  -print_final_stats=1 -artifact_prefix="$out/$target/found/" "$@" >"$out/$target/log" 2>&1 || status=1
grep -E '^stat::(number_of_executed_units|average_exec_per_sec|peak_rss_mb)' "$out/$target/log" || true
if [ $status -ne 0 ]; then
  grep -m 20 -E 'ERROR|runtime error|SUMMARY|^    #|: ' "$out/$target/log" | tail -20 >&2
fi
# The coverage of the corpus that is left.
LLVM_PROFILE_FILE="$out/$target/corpus.profraw" "$out/$target/fuzz" "$out/$target/corpus" -runs=0 >/dev/null 2>&1 || true
"$tools/llvm-profdata" merge -o "$out/$target/corpus.profdata" "$out/$target/corpus.profraw"
# shellcheck disable=SC2086
"$tools/llvm-cov" report "$out/$target/fuzz" -instr-profile="$out/$target/corpus.profdata" $about 2>/dev/null |
  awk 'NR > 2 && $8 ~ /[0-9]/ { printf "%-45s lines %5s of %5s covered  %s\n", $1, $8 - $9, $8, $10 }'
exit $status
