# shellcheck shell=bash disable=SC2154 # root is set by ./enigm
# ./enigm bench: the benchmarks, built as what is packaged is built.

command_bench()
{
    local program
    install_for_preset release
    configure_preset release
    has_target release enigm-bench || die "this version has no benchmarks"
    build_preset release enigm-bench
    program="$(program_of release enigm-bench)"
    exec "$program" "$@"
}
