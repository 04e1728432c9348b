# shellcheck shell=bash disable=SC2154 # root is set by ./enigm
# Configuring and building a preset, and running what was built.

known_presets=(dev release asan-ubsan tsan tidy fuzz)

check_preset()
{
    local preset
    for preset in "${known_presets[@]}"; do
        [[ "$1" != "$preset" ]] || return 0
    done
    die "there is no preset '$1'; there are ${known_presets[*]}"
}

# Installs what building this preset needs; further purposes may follow.
install_for_preset()
{
    local preset="$1"
    shift
    case "$preset" in
        dev | release) install_missing build "$@" ;;
        *) install_missing build clang "$@" ;;
    esac
}

# How many compilers at once: one a core, each with 1.5 GiB of memory to itself.
job_count()
{
    local cores memory_kib jobs
    cores="$(nproc)"
    memory_kib="$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)"
    jobs=$((memory_kib / (1536 * 1024)))
    ((jobs <= cores)) || jobs="$cores"
    ((jobs >= 1)) || jobs=1
    printf '%s' "${ENIGM_JOBS:-$jobs}"
}

configure_preset()
{
    say "Configuring $1"
    (cd "$root" && cmake --preset "$1") >&2 || die "configuring failed (see above)"
}

# build_preset PRESET [TARGET...]: configures, and builds the targets, or everything.
build_preset()
{
    local preset="$1" jobs
    shift
    jobs="$(job_count)"
    configure_preset "$preset"
    say "Building $preset${1:+: $*} ($jobs at a time)"
    cmake --build "$root/build/$preset" --parallel "$jobs" ${1:+--target "$@"} >&2 || die "the build failed (see above)"
}

# has_target PRESET TARGET: whether the configured preset knows this target.
has_target()
{
    ninja -C "$root/build/$1" -t query "$2" >/dev/null 2>&1
}

# program_of PRESET NAME: the path of a built program; ends where it is not built.
program_of()
{
    local program="$root/build/$1/bin/$2"
    [[ -x "$program" ]] || die "$2 is not built here; './enigm build --preset $1' builds it where this version has it"
    printf '%s' "$program"
}

command_build()
{
    local preset=dev
    if [[ "${1:-}" == --preset ]]; then
        need_value "$1" $#
        preset="$2"
        shift 2
    fi
    check_preset "$preset"
    install_for_preset "$preset"
    build_preset "$preset" "$@"
}

command_exec()
{
    local preset=dev program
    if [[ "${1:-}" == --preset ]]; then
        need_value "$1" $#
        preset="$2"
        shift 2
    fi
    check_preset "$preset"
    [[ $# -ge 1 ]] || die "exec needs the name of a program, such as enigmctl"
    program="$(program_of "$preset" "$1")"
    shift
    exec "$program" "$@"
}
