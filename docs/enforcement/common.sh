# shellcheck shell=bash
# What the examples have in common. `state` and `point` are folders of the example, set before this is read.

gateway="${ENIGM_GATEWAY:-enigm-gateway}"

# own USER: a server that is started by root gives up its rights for this user, who has to read key and state.
# Run by anybody else, everything is done as that person.
own()
{
    as=()
    user="$(id -un)"
    if [[ "$(id -u)" -eq 0 ]]; then
        user="$1"
        as=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups)
        chown -R "$user:" "$point" "$state"
    fi
}

# server_certificate NAME: a key and a certificate by which clients know this server, unless you have put yours there.
server_certificate()
{
    [[ -e "$state/server.pem" ]] || (
        umask 077
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=$1" \
            -addext subjectAltName=IP:127.0.0.1,DNS:localhost \
            -keyout "$state/server.key" -out "$state/server.pem" 2>/dev/null
    )
}

# render TEMPLATE FILE NAME=VALUE...: fills in every @NAME@ of the template.
render()
{
    local text pair
    text="$(<"$1")"
    for pair in "${@:3}"; do
        text="${text//"@${pair%%=*}@"/"${pair#*=}"}"
    done
    printf '%s\n' "$text" >"$2"
}

# Whatever way this script ends, what it has started ends with it, and then what `last_of_all` says is done.
last_of_all=true
end_all()
{
    trap '' TERM INT
    local started
    mapfile -t started < <(jobs -p)
    [[ ${#started[@]} -eq 0 ]] || kill "${started[@]}" 2>/dev/null || true
    wait
    "$last_of_all"
}
trap end_all EXIT
trap 'exit 0' TERM INT
