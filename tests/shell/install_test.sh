#!/usr/bin/env bash
# install_test.sh SOURCE BINARY TOOL: `cmake --install`, configured as for a Debian package, lays out
# what the unit file expects to find. Nothing is compiled: the binaries are those of this build.
set -euo pipefail
source=$1 binary=$2 tool=$3

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/stage

{
    cmake -G Ninja -S "$source" -B "$work/build" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX=/usr -DCONFAB_TESTS=
    cp "$binary" "$work/build/confabd"
    cp "$tool" "$work/build/confabctl"
    DESTDIR=$stage cmake --install "$work/build"
} >"$work/log" 2>&1 || {
    cat "$work/log"
    exit 1
}

status=0
expect() {
    if ! (cd "$stage" && test "$@"); then
        printf 'not so in the installed tree: test %s\n' "$*"
        status=1
    fi
}
unit=usr/lib/systemd/system/confabd.service
expect -x usr/bin/confabd
expect -f etc/confab/confabd.toml
expect -f usr/share/man/man8/confabd.8
expect -x usr/bin/confabctl
expect -f usr/share/man/man1/confabctl.1
expect -f usr/share/bash-completion/completions/confabctl
expect -f usr/share/bash-completion/completions/confabd
expect -f "$unit"
expect -x usr/libexec/confab/confab-backup
expect -f usr/lib/systemd/system/confab-backup.timer

started=$(grep '^ExecStart=' "$stage/$unit" || true)
if ! grep -qx 'ExecStart=/usr/libexec/confab/confab-backup' "$stage/usr/lib/systemd/system/confab-backup.service"; then
    echo 'the unit of the backup starts something else'
    status=1
fi
if [[ $started != 'ExecStart=/usr/bin/confabd --config /etc/confab/confabd.toml' ]]; then
    printf 'the unit starts something else: %s\n' "$started"
    status=1
fi

if ((status)); then (cd "$stage" && find . -type f); fi
exit "$status"
