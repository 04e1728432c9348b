#!/usr/bin/env bash
# with-display.sh PROGRAM ...: runs a program on a private X server with a small window manager and a home of its own, so
# that nothing of the person's session is seen or touched. ENIGM_TOUR_DISPLAY names a display to use instead of a private one.
set -euo pipefail

work="$(mktemp -d "${TMPDIR:-/tmp}/enigm-display.XXXXXX")"
children=()

clean_up()
{
    local child
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null || true
        wait "$child" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The server picks a free display number and writes it to the pipe once it takes connections.
start_server()
{
    local number
    mkfifo "$work/number"
    Xvfb -displayfd 3 -screen 0 1440x900x24 -nolisten tcp -noreset 3>"$work/number" 2>"$work/xvfb.log" &
    children=("$!" "${children[@]}")
    read -r -t 30 number <"$work/number" || {
        cat "$work/xvfb.log" >&2
        echo "with-display: Xvfb did not start" >&2
        exit 1
    }
    export DISPLAY=":$number"
}

start_window_manager()
{
    openbox --sm-disable >"$work/openbox.log" 2>&1 &
    children=("$!" "${children[@]}")
}

mkdir -m 700 "$work/home" "$work/runtime"
export HOME="$work/home" XDG_RUNTIME_DIR="$work/runtime"
unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME
# No session bus, and none to be started: where no address is set, libdbus tries dbus-launch (and leaks what it reads of it).
export DBUS_SESSION_BUS_ADDRESS="unix:path=$work/runtime/no-bus"
export QT_QPA_PLATFORM=xcb
# libxkbcommon-x11 copies names out of replies of the server that end without a null; under AddressSanitizer a strict check
# of strings would take that for an overflow of ours.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}strict_string_checks=0"
if [[ -n "${ENIGM_TOUR_DISPLAY:-}" ]]; then
    export DISPLAY="$ENIGM_TOUR_DISPLAY"
else
    start_server
    start_window_manager
fi

"$@"
