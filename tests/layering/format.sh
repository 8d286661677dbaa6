#!/usr/bin/env bash
# format.sh [--changed]: every C++ file as clang-format writes it (.clang-format), or only those that the last commit and the work tree
# changed. 77 (skipped) where there is no clang-format or no git tree to list.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v clang-format >/dev/null || { echo "format: clang-format is not installed"; exit 77; }
git rev-parse HEAD >/dev/null 2>&1 || { echo "format: not a git work tree"; exit 77; }
if [[ ${1:-} == --changed ]]; then
  mapfile -t files < <({ git diff --name-only --diff-filter=d HEAD -- '*.h' '*.cpp'
    git diff --name-only --diff-filter=d HEAD~1 HEAD -- '*.h' '*.cpp' 2>/dev/null || true
    git ls-files --others --exclude-standard '*.h' '*.cpp'; } | sort -u | while read -r file; do [[ ! -f $file ]] || echo "$file"; done)
else
  mapfile -t files < <(git ls-files --cached --others --exclude-standard '*.h' '*.cpp')
fi
[[ ${#files[@]} -gt 0 ]] || { echo "format: no file to look at"; exit 0; }
clang-format --dry-run --Werror "${files[@]}"
echo "format of ${#files[@]} files is right"
