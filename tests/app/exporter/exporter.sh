# Sourced: start_exporter CLI sets $url to an exporter of the demo fleet that is ready, and ends it with the script.
start_exporter() {
  local cli=$1 line=""
  folder=$(mktemp -d)
  HOME=$folder "$cli" exporter --listen 127.0.0.1:0 --demo "${2:-eks-hybrid}" 2>"$folder/log" &
  exporter=$!
  trap 'kill "$exporter" 2>/dev/null; wait "$exporter" 2>/dev/null; rm -rf "$folder"' EXIT
  for _ in $(seq 600); do
    line=$(grep -o 'http://[^ ]*/metrics' "$folder/log" || true)
    if [[ -n $line ]] && curl -fsS -o /dev/null "${line%/metrics}/readyz" 2>/dev/null && curl -fsS "$line" | grep '^claimscope_findings' >/dev/null; then
      url=$line
      return 0
    fi
    kill -0 "$exporter" || break
    sleep 0.1
  done
  echo "the exporter did not become ready:" >&2
  cat "$folder/log" >&2
  return 1
}
