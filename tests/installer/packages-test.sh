#!/usr/bin/env bash
# packages-test.sh BUILD: makes the packages of this build, installs them in a bare Debian 12, founds and serves there by
# the unit's own command line, and removes them. Downloads are kept in BUILD/../cache.
set -euo pipefail

build="$(cd "${1:?which build?}" && pwd)"
cache="$(dirname "$build")/cache"
suite=bookworm
mirror="${ENIGM_DEBIAN_MIRROR:-}" # empty: the one that debootstrap knows
unit=enigm-control-plane.service
state=/var/lib/enigm-control-plane
data="$state/data"

say() { printf 'packages: %s\n' "$*"; }
fail()
{
    printf 'packages: FAILED: %s\n' "$*" >&2
    exit 1
}
skip()
{
    echo "SKIPPED WHOLE TEST: $*"
    exit 0
}

[[ "$(id -u)" -eq 0 ]] || skip "installing in a chroot needs root"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"

work="$(mktemp -d)"
house="$work/debian"
server=""

clean_up()
{
    [[ -z "$server" ]] || kill -KILL "$server" 2>/dev/null || true
    if mountpoint -q "$house/proc"; then umount "$house/proc"; fi
    if mountpoint -q "$house/dev"; then umount "$house/dev"; fi
    rm -rf --one-file-system "$work"
}
trap clean_up EXIT

bare=(/usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8)
inside() { chroot "$house" "${bare[@]}" "$@"; }

# Begins a command as the unit's user, with what of the unit's limits a chroot can give. Not a function, so that the
# process in the background is the server itself, which is sent its signals.
as_service=(chroot "$house" "${bare[@]}" setpriv --reuid=enigm-control-plane --regid=enigm-control-plane --clear-groups
    --no-new-privs --bounding-set=-all prlimit --core=0)

make_packages()
{
    say "making the packages"
    cpack --config "$build/CPackConfig.cmake" -G DEB -B "$work/packages" >"$work/cpack.log" 2>&1 ||
        fail "cpack: $(tail -n 20 "$work/cpack.log")"
    rm -rf "$work/packages/_CPack_Packages"
    ls "$work/packages"
}

make_house()
{
    local base="$cache/debian-$suite.tar"
    mkdir -p "$cache/archives"
    if [[ ! -f "$base" ]]; then
        say "making a bare Debian ($suite)"
        debootstrap --variant=minbase --include=systemd "$suite" "$work/base" ${mirror:+"$mirror"} >"$work/debootstrap.log" 2>&1 ||
            fail "debootstrap: $(tail -n 5 "$work/debootstrap.log")"
        tar -C "$work/base" -cf "$base.part" .
        mv "$base.part" "$base"
        rm -rf "$work/base"
    fi
    mkdir "$house"
    tar -C "$house" -xf "$base"
    cp /etc/resolv.conf "$house/etc/resolv.conf"
    mount -t proc proc "$house/proc" || skip "this machine lets nobody mount /proc in a chroot"
    mount --bind /dev "$house/dev" || skip "this machine lets nobody mount /dev in a chroot"
}

install_packages()
{
    say "installing"
    cp "$work"/packages/*.deb "$house/tmp/"
    cp "$cache"/archives/*.deb "$house/var/cache/apt/archives/" 2>/dev/null || true
    inside apt-get -q update >"$work/apt.log" 2>&1 || fail "apt-get update: $(tail -n 5 "$work/apt.log")"
    inside find /etc /usr -xdev \( -type f -o -type l \) | sort >"$work/before"
    inside env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get -q -y --no-install-recommends -o APT::Keep-Downloaded-Packages=true install /tmp/*.deb' \
        >"$work/apt.log" 2>&1 || fail "the packages do not install: $(tail -n 30 "$work/apt.log")"
    cp "$house"/var/cache/apt/archives/*.deb "$cache/archives/" 2>/dev/null || true
}

check_files()
{
    say "checking what lies where"
    local file
    for file in /usr/bin/enigm-control-plane "/usr/lib/systemd/system/$unit" /etc/default/enigm-control-plane \
        /usr/share/doc/enigm-control-plane/copyright; do
        [[ -e "$house$file" ]] || fail "$file is missing"
    done
    if [[ -e "$house/usr/bin/enigm-command" ]]; then
        for file in /usr/share/applications/enigm-command.desktop \
            /usr/share/icons/hicolor/scalable/apps/enigm-command.svg \
            /usr/share/metainfo/com.enigm.Command.metainfo.xml; do
            [[ -e "$house$file" ]] || fail "$file is missing"
        done
    fi
    [[ "$(stat -c '%a' "$house$state")" == 700 ]] || fail "$state is not for its owner alone"
    [[ -z "$(find "$house/etc/systemd/system" -name "$unit")" ]] || fail "the unit was enabled without being asked"
    inside systemd-analyze verify --man=no "$unit" || fail "systemd does not like the unit"
}

check_programs()
{
    say "starting the programs"
    local program
    for program in enigm-command enigmctl enigm-control-plane enigm-gateway enigm-production-authority enigm-fleet-simulator; do
        [[ ! -e "$house/usr/bin/$program" ]] ||
            inside env QT_QPA_PLATFORM=offscreen HOME=/tmp "$program" --help >/dev/null || fail "$program does not start"
    done
}

# The unit's ExecStart with its EnvironmentFile, on ports that the system chooses.
serve()
{
    say "founding a sample, and serving by the unit's command line"
    "${as_service[@]}" enigm-control-plane found --data "$data" --sample --devices 20 || fail "the sample was not founded"
    [[ -e "$house$data/deployment.json" ]] || fail "the unit's condition is not met after founding"
    sed -i -E 's/^([A-Z_]*LISTEN)=.*/\1=127.0.0.1:0/' "$house/etc/default/enigm-control-plane"

    local command ready=""
    command="$(sed -n 's/^ExecStart=//p' "$house/usr/lib/systemd/system/$unit")"
    mkfifo "$work/out"
    "${as_service[@]}" env QT_ENABLE_REGEXP_JIT=0 sh -c ". /etc/default/enigm-control-plane; exec $command" >"$work/out" &
    server=$!
    exec 3<"$work/out"
    IFS= read -r -t 60 ready <&3 || fail "the server did not say that it is ready"
    [[ "$ready" == *'"event":"ready"'* ]] || fail "instead of the ready line came: $ready"
    say "$ready"
    kill -TERM "$server"
    wait "$server" || fail "the server did not stop cleanly (exit $?)"
    server=""
    exec 3<&-
}

remove_packages()
{
    say "removing"
    local installed left
    # shellcheck disable=SC2016 # for the shell inside
    installed="$(inside sh -c 'for deb in /tmp/*.deb; do dpkg-deb -f "$deb" Package; done' | xargs)"
    # shellcheck disable=SC2086 # a list of names
    inside env DEBIAN_FRONTEND=noninteractive apt-get -q -y purge $installed >"$work/apt.log" 2>&1 ||
        fail "the packages do not go: $(tail -n 20 "$work/apt.log")"
    left="$(inside find /etc /usr -xdev \( -type f -o -type l \) | sort | comm -13 "$work/before" - | grep -i enigm || true)"
    [[ -z "$left" ]] || fail "left behind: $left"
    [[ -e "$house$data/deployment.json" ]] || fail "removing the package removed a deployment"
}

make_packages
make_house
install_packages
check_files
check_programs
serve
remove_packages
say "done"
