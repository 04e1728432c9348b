#!/usr/bin/env bash
# An onion service as an enforcement point of the Tor gateway, in the foreground.
# run.sh POINT URL STATE TARGET [TORRC-LINE...]
#   POINT   the folder of the point's key (enigm-gateway key create), with deployment.json beside it
#   URL     the gateway listener of the control plane
#   STATE   a folder for tor's data and the keys of the service; the name of the service is in STATE/service/hostname
#   TARGET  what devices reach through it, such as 127.0.0.1:8080
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
point="$(realpath "$1")" url="$2" state="$(realpath -m "$3")" target="$4"
mkdir -p -m 700 "$state" "$state/data" "$state/service" "$state/service/authorized_clients"
. "$here/../common.sh"

own debian-tor
render "$here/torrc.in" "$state/torrc" STATE="$state" TARGET="$target"
printf '%s\n' "${@:5}" >>"$state/torrc"

helper=("${as[@]}" "$gateway" tor --clients "$state/service/authorized_clients" --control "$state/control"
    --control-cookie "$state/data/control_auth_cookie" --torrc "$state/torrc" --poll "${POLL:-10}" --point "$point" --url "$url")
# Before tor starts: a service without a single client would be open to everybody.
"${helper[@]}" --clear
"${as[@]}" tor -f "$state/torrc" >"$state/tor.log" &
server=$!
until [[ -S "$state/control" ]]; do
    kill -0 "$server" 2>/dev/null || { tail -n 3 "$state/tor.log" >&2; exit 1; }
    sleep 0.1
done
"${helper[@]}" &
wait -n # the helper without tor has nothing to do, and tor without the helper keeps who may no longer
