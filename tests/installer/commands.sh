#!/usr/bin/env bash
# commands.sh CLAIMSCOPE SOURCE: docs/commands.md says what the commands are today, and the documentation's links lead somewhere.
set -euo pipefail
claimscope=$1 source=$2
if ! "$claimscope" manual markdown | diff -u "$source/docs/commands.md" - >&2; then
  echo "commands: docs/commands.md lags behind the commands. Write it anew with: CLAIMSCOPE_SHOT_PRESET=dev ./dev manual" >&2
  exit 1
fi
cd "$source/docs"
bad=0
for page in *.md; do
  # Links to files, without those to the web or to a place on the same page.
  for link in $(grep -oE '\]\([^)#]+' "$page" | cut -c3- | grep -v '^[a-z]*:' || true); do
    [[ -e $link ]] || { echo "commands: docs/$page leads to $link, which is not there" >&2; bad=1; }
  done
done
# Each page for people is on the front page.
for page in first-steps commands timeline latency actions metrics prometheus; do
  grep -q "($page.md)" README.md || { echo "commands: docs/README.md does not lead to $page.md" >&2; bad=1; }
done
exit $bad
