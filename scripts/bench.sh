# shellcheck shell=bash disable=SC2154 # root is set by ./enigm
# ./enigm bench: the benchmarks, built as what is packaged is built.

# Cedar, which the trust decision is measured against: fetched once, as its lock file names it.
fetch_cedar()
{
    local from="$root/tests/benchmarks/policy/cedar" to="$root/build/cedar"
    mkdir -p "$to"
    cp "$from"/package.json "$from"/package-lock.json "$from"/decide.cjs "$to"
    if ! cmp -s "$to/package-lock.json" "$to/fetched-lock.json"; then
        say "Fetching Cedar from npm"
        (cd "$to" && npm ci --silent --no-audit --no-fund) >&2 || die "Cedar could not be fetched from npm"
        cp "$to/package-lock.json" "$to/fetched-lock.json"
    fi
    export ENIGM_CEDAR="$to"
}

command_bench()
{
    local program area
    install_for_preset release
    configure_preset release
    has_target release enigm-bench || die "this version has no benchmarks"
    build_preset release enigm-bench
    program="$(program_of release enigm-bench)"
    for area in "$@" policy; do
        [[ "$area" == -* ]] || break
    done
    if [[ "$area" == policy ]]; then
        command -v npm >/dev/null || install_missing bench
        fetch_cedar
    fi
    exec "$program" "$@"
}
