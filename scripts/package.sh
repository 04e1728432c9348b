# shellcheck shell=bash disable=SC2154 # root is set by ./enigm
# ./enigm package [OUTDIR]: the Debian packages, from the release build.

command_package()
{
    [[ $# -le 1 ]] || die "package takes one directory at most"
    local directory="${1:-$root/build/packages}"
    mkdir -p "$directory"
    directory="$(cd "$directory" && pwd)"

    install_for_preset release package
    configure_preset release
    local program programs=()
    for program in enigm-command enigmctl enigm-control-plane enigm-gateway enigm-production-authority enigm-fleet-simulator; do
        if has_target release "$program"; then
            programs+=("$program")
        fi
    done
    [[ ${#programs[@]} -gt 0 ]] || die "this version builds no program to package"
    build_preset release "${programs[@]}"
    say "Packaging into $directory"
    rm -f "$directory"/enigm-*.deb
    cpack --config "$root/build/release/CPackConfig.cmake" -G DEB -B "$directory" >&2 ||
        die "packaging failed (see above)"
    rm -rf "$directory/_CPack_Packages"
    find "$directory" -maxdepth 1 -name 'enigm-*.deb' -print | sort
}
