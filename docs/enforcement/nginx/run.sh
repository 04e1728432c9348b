#!/usr/bin/env bash
# nginx as an enforcement point of the proxy network, before a service of yours, in the foreground.
# run.sh POINT URL STATE ADDRESS:PORT UPSTREAM
#   POINT     the folder of the point's key (enigm-gateway key create), with deployment.json beside it
#   URL       the gateway listener of the control plane
#   STATE     a folder for configuration and certificates
#   UPSTREAM  what devices reach through it, such as http://127.0.0.1:8080
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
point="$(realpath "$1")" url="$2" state="$(realpath -m "$3")" listen="$4" upstream="$5"
mkdir -p "$state"
. "$here/../common.sh"

server_certificate "Enigm proxy"
"$gateway" authority --point "$point" --url "$url" --out "$state/network-ca.pem"
own www-data
directive=""
[[ "$(id -u)" -ne 0 ]] || directive="user $user;"
render "$here/nginx.conf.in" "$state/nginx.conf" LISTEN="$listen" STATE="$state" UPSTREAM="$upstream" USER="$directive"
rm -f "$state/enigm.sock"
"${as[@]}" "$gateway" nginx --socket "$state/enigm.sock" --point "$point" --url "$url" &
until [[ -S "$state/enigm.sock" ]]; do # before that nginx could ask nobody, and would answer 500
    kill -0 $! # ends here where the gateway did
    sleep 0.1
done
nginx -p "$state" -c "$state/nginx.conf" -e stderr &
wait -n # one without the other lets nobody through
