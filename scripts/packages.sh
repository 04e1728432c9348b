# shellcheck shell=bash disable=SC2034 # the lists are read by name
# Which Debian packages each purpose needs, and how the missing ones are installed.

packages_build=(
    g++ cmake ninja-build ccache mold pkg-config git
    qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-svg-dev libqt6sql6-sqlite
    qtkeychain-qt6-dev qcoro-qt6-dev libboost1.81-dev libssl-dev libp11-kit-dev libsqlite3-dev
    libqrencode-dev
    fonts-inter fonts-dejavu-core
)
packages_display=(xvfb xauth openbox)
packages_test=("${packages_display[@]}" libzbar-dev softhsm2 dbus gnome-keyring at-spi2-core clang-format-19
    desktop-file-utils appstream systemd python3-jsonschema
    openssl squid-openssl nginx-light wireguard-tools wireguard-go iproute2 tor swupdate cpio)
packages_clang=(clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev)
packages_package=(debootstrap)
packages_bench=(nodejs npm)

is_installed()
{
    [[ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# as_root COMMAND...: runs it as root, through sudo where we are not.
as_root()
{
    as_root_with_input "$@" </dev/null
}

as_root_with_input()
{
    if [[ "$(id -u)" -eq 0 ]]; then
        "$@"
    else
        sudo "$@"
    fi
}

warn_if_untested_system()
{
    local name
    name="$(. /etc/os-release 2>/dev/null && printf '%s %s' "${ID:-unknown}" "${VERSION_ID:-}")" || true
    [[ "$name" == "debian 12" ]] || say "This is '$name'. Only Debian 12 is tested; going on as best it can."
}

# The servers among the packages are started by tests, each with a configuration of its own: what their packages would
# start, now and at every boot, is not wanted. A policy that is there already stays.
declare -A services_of_packages=([squid-openssl]=squid.service [nginx-light]=nginx.service [tor]=tor.service
    [swupdate]="swupdate.service swupdate.socket swupdate-progress.service")
policy=/usr/sbin/policy-rc.d
policy_is_ours=0

hold_services()
{
    [[ ! -e "$policy" ]] || return 0
    printf '#!/bin/sh\nexit 101\n' | as_root_with_input install -m 755 /dev/stdin "$policy"
    policy_is_ours=1
}

# release_services PACKAGE...: those that were installed just now.
release_services()
{
    if [[ "$policy_is_ours" -eq 1 ]]; then
        as_root rm -f "$policy"
        policy_is_ours=0
    fi
    [[ -d /run/systemd/system ]] || return 0
    local package units
    for package in "$@"; do
        read -ra units <<<"${services_of_packages[$package]:-}"
        [[ ${#units[@]} -eq 0 ]] || as_root systemctl --quiet disable "${units[@]}" >&2 || true
    done
}

# install_missing PURPOSE...: sees to it that the packages of these purposes (build, test, ...) are there.
install_missing()
{
    [[ "${ENIGM_SKIP_INSTALL:-}" != 1 ]] || return 0
    local purpose package missing=()
    for purpose in "$@"; do
        local -n wanted="packages_$purpose"
        for package in "${wanted[@]}"; do
            is_installed "$package" || missing+=("$package")
        done
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0

    warn_if_untested_system
    command -v apt-get >/dev/null ||
        die "there is no apt-get here. Install what corresponds to these Debian packages, then set ENIGM_SKIP_INSTALL=1: ${missing[*]}"
    [[ "$(id -u)" -eq 0 ]] || command -v sudo >/dev/null ||
        die "packages are missing and neither root nor sudo is at hand. Run as root: apt-get install ${missing[*]}"

    say "Installing ${#missing[@]} missing Debian packages: ${missing[*]}"
    as_root apt-get -q update >&2 || say "apt-get update failed; trying with the lists that are there"
    hold_services
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y --no-install-recommends -o Dpkg::Use-Pty=0 install "${missing[@]}" >&2 ||
        { release_services; die "the packages could not be installed (see above)"; }
    release_services "${missing[@]}"
}
