# shellcheck shell=bash disable=SC2154 # root is set by ./enigm
# ./enigm package: the Debian packages, from the release build.

command_package()
{
    [[ $# -eq 0 ]] || die "package takes no arguments"
    install_for_preset release package
    build_preset release
    [[ -f "$root/build/release/CPackConfig.cmake" ]] || die "this version describes no packages"
    say "Packaging"
    cpack --config "$root/build/release/CPackConfig.cmake" -G DEB -B "$root/build/packages" >&2
    find "$root/build/packages" -maxdepth 1 -name '*.deb' -print
}
