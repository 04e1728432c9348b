# shellcheck shell=bash disable=SC2154 # root is set by ./enigm
# ./enigm test: builds a preset and runs its tests; tidy and fuzz are tests of their own kind.

run_ctest()
{
    local preset="$1"
    shift
    say "Testing $preset"
    exec ctest --test-dir "$root/build/$preset" --output-on-failure --no-tests=error --parallel "$(job_count)" "$@"
}

# Each fuzz target for a bounded time, from its corpus; what it finds stays in build/fuzz.
run_fuzz_targets()
{
    local seconds="$1" target name found=0 count=0
    for target in "$root"/build/fuzz/fuzz-bin/*; do
        [[ -x "$target" ]] || continue
        name="$(basename "$target")"
        count=$((count + 1))
        say "Fuzzing $name for $seconds s"
        mkdir -p "$root/build/fuzz/grown/$name" "$root/build/fuzz/findings/$name"
        "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
            -artifact_prefix="$root/build/fuzz/findings/$name/" \
            "$root/build/fuzz/grown/$name" "$root/tests/fuzz/corpus/$name" || found=$((found + 1))
    done
    [[ "$count" -gt 0 ]] || die "there are no fuzz targets"
    [[ "$found" -eq 0 ]] || die "$found of $count fuzz targets found something; see build/fuzz/findings"
    say "$count fuzz targets ran $seconds s each and found nothing"
}

# tuf-js, a client of others that the update repository is held against, and the Node that it needs, which is newer than
# Debian's: fetched once, as their lock file names them. Without npm its tests say that they were skipped.
fetch_tuf_js()
{
    local from="$root/tests/control-plane/ota/tuf/tuf-js" to="$root/build/tuf-js"
    command -v npm >/dev/null || install_missing bench # whatever brings npm will do
    command -v npm >/dev/null || return 0
    mkdir -p "$to"
    cp "$from"/package.json "$from"/package-lock.json "$to"
    if ! cmp -s "$to/package-lock.json" "$to/fetched-lock.json"; then
        say "Fetching tuf-js from npm"
        if (cd "$to" && npm ci --silent --no-audit --no-fund) >&2; then
            cp "$to/package-lock.json" "$to/fetched-lock.json"
        else
            rm -rf "$to/node_modules"
            say "tuf-js could not be fetched from npm; its tests are skipped"
        fi
    fi
}

command_test()
{
    local preset=dev soak=0 fuzz_seconds=60 selection=()
    while [[ $# -gt 0 ]]; do
        case "$1" in
            --preset)
                need_value "$1" $#
                preset="$2"
                shift
                ;;
            --fuzz-seconds)
                need_value "$1" $#
                fuzz_seconds="$2"
                shift
                ;;
            -R)
                need_value "$1" $#
                selection+=(-R "$2")
                shift
                ;;
            --soak) soak=1 ;;
            *) die "test does not know '$1'" ;;
        esac
        shift
    done
    check_preset "$preset"
    [[ "$soak" -eq 1 ]] || selection+=(-LE '^soak$')

    install_for_preset "$preset" test
    if [[ "$soak" -eq 1 ]]; then
        install_missing package
    fi
    case "$preset" in
        tidy)
            build_preset tidy
            say "clang-tidy found nothing in the whole house"
            ;;
        fuzz)
            build_preset fuzz enigm_fuzz_targets
            run_fuzz_targets "$fuzz_seconds"
            ;;
        tsan)
            build_preset tsan enigm_tsan_tests
            run_ctest tsan -L '^tsan$' "${selection[@]}"
            ;;
        *)
            fetch_tuf_js
            build_preset "$preset"
            run_ctest "$preset" "${selection[@]}"
            ;;
    esac
}
