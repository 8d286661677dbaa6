#!/usr/bin/env bash
# validate.sh: starts a real etcd and kube-apiserver (those of tests/cluster/build.sh), fills it with objects of scale S, gives the replay
# server what it holds, and compares their answers byte for byte: lists, pages, initial events, JSON and protobuf. Run client.sh before,
# which makes the objects. Exit status 77: cannot run here.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
command -v go >/dev/null || { echo "validate.sh: skipped: Go is not installed" >&2; exit 77; }
bin=${CLAIMSCOPE_CLUSTER_BIN:-$("$here/../../cluster/build.sh" | tail -n 1)}
[[ -x $bin/kube-apiserver && -x $bin/etcd ]] || { echo "validate.sh: skipped: there is no kube-apiserver in $bin" >&2; exit 77; }
cache=${XDG_CACHE_HOME:-$HOME/.cache}/claimscope/bench-client
data=${1:-$(ls -d "$cache"/data-* | head -1)}
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT
export GOTOOLCHAIN=local GOFLAGS=-buildvcs=false
(cd "$here" && go build -o "$work/bin/" ./...)
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
etcd_port=$(free_port) peer_port=$(free_port) port=$(free_port)
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout "$work/key" -out "$work/cert" 2>/dev/null
token=$(openssl rand -hex 16)
echo "$token,admin,admin,system:masters" >"$work/tokens"
mkdir -m 700 "$work/etcd"
"$bin/etcd" --name v --data-dir "$work/etcd" --unsafe-no-fsync --log-level=error --listen-client-urls "http://127.0.0.1:$etcd_port" --advertise-client-urls "http://127.0.0.1:$etcd_port" \
  --listen-peer-urls "http://127.0.0.1:$peer_port" --initial-advertise-peer-urls "http://127.0.0.1:$peer_port" --initial-cluster "v=http://127.0.0.1:$peer_port" >"$work/etcd.log" 2>&1 &
pids+=($!)
# No controllers run here: without service accounts nothing would be admitted.
"$bin/kube-apiserver" --etcd-servers "http://127.0.0.1:$etcd_port" --bind-address 127.0.0.1 --secure-port "$port" --advertise-address 127.0.0.1 --tls-cert-file "$work/cert" \
  --tls-private-key-file "$work/key" --client-ca-file "$work/cert" --token-auth-file "$work/tokens" --authorization-mode RBAC --disable-admission-plugins ServiceAccount \
  --service-account-issuer https://kubernetes.default.svc.cluster.local --service-account-key-file "$work/key" --service-account-signing-key-file "$work/key" \
  --service-cluster-ip-range 10.96.0.0/16 --endpoint-reconciler-type none --event-ttl 24h --feature-gates AllBeta=true,DRADeviceTaintRules=true --runtime-config api/all=true >"$work/apiserver.log" 2>&1 &
pids+=($!)
for ((i = 0; i < 1200; i++)); do
  [[ $(curl -sk -H "Authorization: Bearer $token" "https://127.0.0.1:$port/readyz" 2>/dev/null) == ok ]] && break
  kill -0 "${pids[1]}" 2>/dev/null || { tail -5 "$work/apiserver.log" >&2; exit 1; }
  sleep 0.2
done
sleep 3 # bootstrap objects are still being written
"$work/bin/run" -bin "$work/bin" -data "$data" -fill -validate "https://127.0.0.1:$port" -validate-token "$token"
