#!/usr/bin/env bash
# openmetrics.sh CLAIMSCOPE_CLI: the page read by the parser of Python's prometheus_client. 77 when it cannot be had.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/exporter.sh"
skip() { echo "openmetrics.sh: skipped: $*" >&2; exit 77; }
command -v python3 >/dev/null || skip "python3 is not installed"
command -v curl >/dev/null || skip "curl is not installed"
library=${XDG_CACHE_HOME:-$HOME/.cache}/claimscope/prometheus_client
if ! PYTHONPATH=$library python3 -c 'import prometheus_client.openmetrics.parser' 2>/dev/null; then
  timeout -k 5 60 python3 -m pip install -q --no-deps --target "$library" prometheus_client==0.21.1 >/dev/null 2>&1 ||
    skip "pip cannot install prometheus_client"
fi
start_exporter "$1"
for accept in "application/openmetrics-text;version=1.0.0" "text/plain;version=0.0.4"; do
  curl -fsS -H "Accept: $accept" "$url" >"$folder/page"
  PYTHONPATH=$library python3 - "$accept" "$folder/page" <<'PY'
import sys
if sys.argv[1].startswith("application"):
    from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
else:
    from prometheus_client.parser import text_string_to_metric_families as parse
families = {family.name: family for family in parse(open(sys.argv[2], encoding="utf-8").read())}
samples = sum(len(family.samples) for family in families.values())
assert families["dra_pending_claims_total"].type == "gauge", families["dra_pending_claims_total"].type
assert families["dra_allocation_errors"].type == "counter"
assert any(s.labels == {"resource_type": "gpu"} and 0 <= s.value <= 1 for s in families["dra_resource_utilization_ratio"].samples)
print(f"{sys.argv[1]}: {len(families)} families, {samples} samples")
PY
done
