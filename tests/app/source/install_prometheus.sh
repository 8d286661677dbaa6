#!/usr/bin/env bash
# install_prometheus.sh: Debian's Prometheus, as a program only. Its package starts a service where there is an init system; that one is
# not wanted. Fails when it cannot be had.
set -euo pipefail
command -v prometheus >/dev/null && exit 0
[ "$(id -u)" = 0 ] || { echo "install_prometheus.sh: only root may install it" >&2; exit 1; }
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
fi
apt-get update -qq >&2 || true
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends prometheus >/dev/null
