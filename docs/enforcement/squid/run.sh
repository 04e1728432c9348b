#!/usr/bin/env bash
# squid as an enforcement point of the proxy network, in the foreground.
# run.sh POINT URL STATE ADDRESS:PORT
#   POINT  the folder of the point's key (enigm-gateway key create), with deployment.json beside it
#   URL    the gateway listener of the control plane
#   STATE  a folder for configuration and certificates
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
point="$(realpath "$1")" url="$2" state="$(realpath -m "$3")" listen="$4"
mkdir -p "$state"
. "$here/../common.sh"

server_certificate "Enigm proxy"
"$gateway" authority --point "$point" --url "$url" --out "$state/network-ca.pem"
own proxy
render "$here/squid.conf.in" "$state/squid.conf" LISTEN="$listen" STATE="$state" POINT="$point" URL="$url" USER="$user" \
    GATEWAY="$(command -v "$gateway")"
# A service name of its own, since squid names shared memory by it.
exec squid -N -n "enigm$$" -f "$state/squid.conf"
