# shellcheck shell=bash disable=SC2034
# Sourced by the scripts beside it: what Debian 12 has to have installed, and the few
# functions that see to it. Asks apt for nothing when nothing is missing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=$(nproc)

# cmake/dependencies.cmake asks for the same ones, but for tzdata, which confabd reads as it starts.
build_packages=(
    g++ cmake ninja-build pkg-config
    libboost1.81-dev libfmt-dev libspdlog-dev libcli11-dev libicu-dev
    libtomlplusplus-dev libsystemd-dev
    libsqlite3-dev libsodium-dev libssl-dev nlohmann-json3-dev tzdata
)

# What debian/ is built with.
package_packages=(debhelper dpkg-dev fakeroot)

# GoogleTest, a terminal emulator, the clients that the end-to-end tests drive and the
# terminal that some of them sit in, systemd-analyze for the unit file, a Debian to boot in a
# container for it and what packages are made with, and groff for the man page.
test_packages=(
    libgtest-dev libvterm-dev
    netcat-openbsd ncat socat inetutils-telnet busybox openssl tmux
    procps systemd systemd-container mmdebstrap groff-base
    "${package_packages[@]}"
)

# What is tested with sanitizers is compiled by clang: it takes a third of g++'s time for that.
sanitizer_packages=(clang-19 libclang-rt-19-dev)

# What some of the slow tests put confabd behind, or let loose on it.
service_packages=(
    testssl.sh haproxy nginx libnginx-mod-stream stunnel4 slapd ldap-utils fail2ban openssl python3-minimal
    prometheus buildah mmdebstrap
)

say() { printf '==> %s\n' "$*"; }

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Prints those of its arguments that are not installed, one a line.
missing_packages() {
    local package installed
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null) || true
    for package; do
        [[ $'\n'$installed$'\n' == *$'\n'"$package installed"$'\n'* ]] || printf '%s\n' "$package"
    done
}

apt_get() {
    local as_root=()
    if [[ $(id -u) != 0 ]]; then as_root=(sudo); fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 "$@"
}

# A fresh system has no package lists, and lists that are too old name files the mirror has
# dropped; then installing fails, and works after an update.
install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0

    command -v apt-get >/dev/null ||
        fail "no apt-get here. On Debian 12 the packages are: ${missing[*]}"
    [[ $(id -u) == 0 ]] || command -v sudo >/dev/null ||
        fail "not root and no sudo. As root: apt-get install --no-install-recommends ${missing[*]}"
    say "installing ${missing[*]}"
    if compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null; then
        apt_get install -y --no-install-recommends "${missing[@]}" && return 0
        say "trying again with newer package lists"
    fi
    apt_get update
    apt_get install -y --no-install-recommends "${missing[@]}" ||
        fail "apt cannot install ${missing[*]}. Debian 12 (bookworm) has all of them."
}

# The same, and none of what they install is started: Debian asks this file.
install_without_starting() {
    local policy=/usr/sbin/policy-rc.d as_root=()
    [[ $(missing_packages "$@") ]] || return 0
    if [[ -e $policy ]]; then
        install_packages "$@"
        return
    fi
    if [[ $(id -u) != 0 ]]; then as_root=(sudo); fi
    # In a shell of its own, so that the file goes with it, whatever ends it.
    (
        trap '"${as_root[@]}" rm -f "$policy"' EXIT
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod 755 "$policy"
        install_packages "$@"
    )
}

# The machine's own sources of packages: whatever it can install from, a system that is made here can too.
apt_sources() {
    awk 'FNR == 1 && NR > 1 { print "" } 1' /etc/apt/sources.list.d/debian*.sources 2>/dev/null ||
        cat /etc/apt/sources.list
}

# Configures and builds one preset of CMakePresets.json in build/PRESET.
build() {
    say "building $1 in build/$1"
    build_quietly "$1"
}

build_quietly() {
    if command -v ccache >/dev/null; then export CMAKE_CXX_COMPILER_LAUNCHER=ccache; fi
    (cd "$root" && cmake --preset "$1" --log-level=WARNING && cmake --build --preset "$1" -j "$jobs")
}

# make_package BUILD DIRECTORY: puts the Debian package with the programs of that build there, alone. Says what went
# wrong only if something did.
make_package() {
    local log=$2/package.log
    rm -rf "$2"
    mkdir -p "$2"
    (cd "$root" && CONFAB_BUILD=$1 CONFAB_PACKAGES=$2 fakeroot debian/rules clean binary) >"$log" 2>&1 || {
        tail -n 20 "$log"
        return 1
    }
    rm "$log"
}
