#!/usr/bin/env bash
# run.sh BUILD CACHE: boots a Debian with a real systemd as PID 1 in a container and runs inside.sh there, with the
# package of what is in BUILD. Some things are only so under the unit's own user, umask and file system. CACHE
# keeps the bare Debian for the next run.
#
# Status 77: this machine cannot boot one; a line says why.
set -euo pipefail
build=$(realpath "$1") cache=$2
here=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
# shellcheck source-path=SCRIPTDIR source=../../script/common.sh
source "$here/../../script/common.sh"

# ctest shows nothing of a test that is skipped; script/test tells what is in the file.
mkdir -p "$cache"
rm -f "$cache/skipped"
skip() {
    printf 'skipped: %s\n' "$*" | tee "$cache/skipped"
    exit 77
}
[[ $(id -u) == 0 ]] || skip 'only root can boot a container'
for program in mmdebstrap systemd-nspawn nsenter script dh fakeroot; do
    command -v "$program" >/dev/null || skip "there is no $program"
done
[[ -e /etc/debian_version ]] || skip 'this is not a Debian'

# The packages of the libraries that the programs are linked with, and what the steps need.
packages=(systemd systemd-sysv dbus netcat-openbsd)
mapfile -t libraries < <(ldd "$build/confabd" "$build/confabctl" | awk '/=> \// { print $3 }' | sort -u |
    xargs -n1 readlink -f | xargs dpkg -S 2>/dev/null | cut -d: -f1 | sort -u)
packages+=("${libraries[@]}")

wanted=$(printf '%s\n' "${packages[@]}" | sort | tr '\n' ' ')
if [[ ! -d $cache/root || $(cat "$cache/made-of" 2>/dev/null) != "$wanted" ]]; then
    rm -rf "$cache/root" "$cache/made-of"
    printf 'making a bare Debian with %s\n' "$wanted"
    mmdebstrap --quiet --variant=minbase --include="$(IFS=,; printf '%s' "${packages[*]}")" \
        bookworm "$cache/root" - < <(apt_sources) >"$cache/log" 2>&1 || {
        tail -n 20 "$cache/log"
        rm -rf "$cache/root"
        skip 'a bare Debian cannot be installed here'
    }
    printf '%s' "$wanted" >"$cache/made-of"
fi

work=$(mktemp -d)
container=
# Only what this script started and mounted.
clean_up() {
    if [[ $container ]]; then
        kill "$container" 2>/dev/null || true
        wait "$container" 2>/dev/null || true
    fi
    if mountpoint -q "$work/root"; then umount "$work/root" || umount -l "$work/root"; fi
    if mountpoint -q "$work/disk"; then umount "$work/disk"; fi
    rm -rf "$work"
}
trap clean_up EXIT

# What a run writes lies on top of the bare Debian and goes with it.
mkdir "$work/disk" "$work/root"
mount -t tmpfs -o size=1g tmpfs "$work/disk" || skip 'nothing can be mounted here'
mkdir "$work/disk/upper" "$work/disk/work"
mount -t overlay overlay -o "lowerdir=$cache/root,upperdir=$work/disk/upper,workdir=$work/disk/work" "$work/root" ||
    skip 'there is no overlay file system'
make_package "$build" "$cache/packages"
cp "$cache"/packages/*.deb "$work/root/root/confab.deb"
# The same as a newer version.
dpkg-deb --raw-extract "$work/root/root/confab.deb" "$work/newer"
sed -i 's/^Version: .*/&.1/' "$work/newer/DEBIAN/control"
dpkg-deb --root-owner-group --build "$work/newer" "$work/root/root/newer.deb" >/dev/null
install -m 755 "$here/inside.sh" "$work/root/root/inside.sh"
install -m 644 "$here/steps.sh" "$work/root/root/steps.sh"

# nspawn wants a terminal of its own. /proc knows its child, systemd, which is PID 1 in there.
SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 script -qfec \
    "exec systemd-nspawn --quiet --boot --register=no --keep-unit --private-network --directory=$work/root" \
    "$work/console" </dev/null >/dev/null 2>&1 &
container=$!

leader=
for ((tries = 0; tries < 300; tries++)); do
    nspawn=$(pgrep -P "$container" || true)
    leader=$(pgrep -P "${nspawn:-0}" || true)
    if [[ $leader ]] && nsenter -t "$leader" -a systemctl is-system-running --wait 2>/dev/null |
        grep -qE 'running|degraded'; then
        break
    fi
    kill -0 "$container" 2>/dev/null || break
    sleep 0.1
done
if [[ -z $leader ]] || ! kill -0 "$leader" 2>/dev/null; then
    tail -n 5 "$work/console" || true
    skip 'systemd does not boot in a container here'
fi

status=0
nsenter -t "$leader" -a bash /root/inside.sh || status=$?
nsenter -t "$leader" -a systemctl poweroff 2>/dev/null || true
exit "$status"
