#!/usr/bin/env bash
# WireGuard as an enforcement point of the VPN network, in the foreground.
# run.sh POINT URL STATE INTERFACE NETWORK [PORT]
#   POINT      the folder of the point's key (enigm-gateway key create), with deployment.json beside it
#   URL        the gateway listener of the control plane
#   STATE      a folder for the interface's key and its peers
#   INTERFACE  is made where there is none, by the kernel or, where that has no WireGuard, by wireguard-go
#   NETWORK    the /64 in which peers have their addresses, such as fd00:1:2:3::/64
#   PORT       where devices connect (51820)
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
point="$(realpath "$1")" url="$2" state="$(realpath -m "$3")" interface="$4" network="$5" port="${6:-51820}"
mkdir -p "$state"
. "$here/../common.sh"

remove_interface()
{
    ip link delete dev "$interface" 2>/dev/null || true
}

if ! wg show "$interface" >/dev/null 2>&1; then
    last_of_all=remove_interface
    if ! ip link add dev "$interface" type wireguard 2>/dev/null; then
        wireguard-go --foreground "$interface" 2>/dev/null &
        userspace=$!
        until wg show "$interface" >/dev/null 2>&1; do
            kill -0 "$userspace" 2>/dev/null || { echo "there is no WireGuard here" >&2; exit 1; }
            sleep 0.1
        done
    fi
fi
[[ -e "$state/interface.key" ]] || (umask 077 && wg genkey >"$state/interface.key")
wg set "$interface" private-key "$state/interface.key" listen-port "$port"
ip -6 address replace "${network%/64}1/64" dev "$interface"
ip link set "$interface" up

"$gateway" wireguard --interface "$interface" --network "$network" --out "$state/peers.conf" --apply --poll "${POLL:-10}" \
    --point "$point" --url "$url" &
wait -n
