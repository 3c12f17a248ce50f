#!/usr/bin/env bash
# unit_file_test.sh BINARY DIRECTORY: systemd finds nothing wrong with the units, and scores what they leave open to the
# service (systemd-analyze security) at 1.2 of 10 or less, and at 0.5 where a socket unit has the ports. What does not
# pass by itself (statuses 2 and 3) is not tried again, and the memory of the service is bounded.
set -euo pipefail
binary=$1 units=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp deploy/confabd.socket "$work"

# check UNIT EXPOSURE
check() {
    # verify wants the program to exist, and here it is not installed yet.
    sed "s|^ExecStart=[^ ]*|ExecStart=$binary|" "$units/$1" >"$work/$1"

    # The man page is not installed either. What verify complains of is not always in its status.
    complaints=$(SYSTEMD_UNIT_PATH=$work: systemd-analyze verify --man=no "$work/$1" 2>&1) || {
        printf 'systemd-analyze verify failed:\n%s\n' "$complaints"
        exit 1
    }
    if grep -F "$1" <<<"$complaints"; then
        echo 'systemd-analyze verify complains'
        exit 1
    fi

    systemd-analyze security --no-pager --offline=true "--threshold=$2" "$work/$1"

    for wanted in '^RestartPreventExitStatus=2 3$' '^MemoryHigh=[0-9]+%$' '^MemoryMax=[0-9]+%$'; do
        grep -qE "$wanted" "$work/$1" || {
            printf '%s has no line like %s\n' "$1" "$wanted"
            exit 1
        }
    done
}

check confabd.service 12
check confabd-activated.service 5
