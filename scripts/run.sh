# shellcheck shell=bash disable=SC2154 # root is set by ./enigm
# ./enigm run: the console on a sample organisation, or its tour.

sample="$root/build/run/sample"

found_sample()
{
    local devices="$1" program
    if [[ -f "$sample/deployment.json" ]]; then
        say "Using the sample organisation in build/run/sample (--fresh founds another)"
        return
    fi
    rm -rf "$sample"
    mkdir -p "$(dirname "$sample")"
    say "Founding a sample organisation with $devices devices in build/run/sample"
    program="$(program_of dev enigm-control-plane)"
    "$program" found --data "$sample" --sample --devices "$devices" >&2 ||
        die "the sample could not be founded (see above)"
}

open_console()
{
    local program
    [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]] ||
        die "everything is built and founded, but there is no display here to open a window on. './enigm run --tour DIR' drives the console without one and leaves screenshots in DIR."
    say "Opening the console"
    program="$(program_of dev enigm-command)"
    exec "$program" --sample "$sample"
}

take_tour()
{
    local directory="$1" program
    program="$(program_of dev enigm-tour)"
    mkdir -p "$directory"
    directory="$(cd "$directory" && pwd)"
    say "Taking the tour; screenshots go to $directory"
    exec "$root/scripts/with-display.sh" "$program" "$directory"
}

command_run()
{
    local tour="" devices=5000 fresh=0
    while [[ $# -gt 0 ]]; do
        case "$1" in
            --tour)
                need_value "$1" $#
                tour="$2"
                shift
                ;;
            --devices)
                need_value "$1" $#
                devices="$2"
                shift
                ;;
            --fresh) fresh=1 ;;
            *) die "run does not know '$1'" ;;
        esac
        shift
    done

    install_for_preset dev display
    configure_preset dev
    if [[ -n "$tour" ]]; then
        build_preset dev enigm-tour
        take_tour "$tour"
    fi
    build_preset dev enigm-control-plane enigm-command
    if [[ "$fresh" -eq 1 ]]; then
        rm -rf "$sample"
    fi
    found_sample "$devices"
    open_console
}
