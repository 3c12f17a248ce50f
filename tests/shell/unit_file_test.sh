#!/usr/bin/env bash
# unit_file_test.sh UNIT BINARY: systemd finds nothing wrong with the unit file, and scores what
# it leaves open to the service (systemd-analyze security) at 1.2 of 10 or less. What does not pass by
# itself (statuses 2 and 3) is not tried again, and the memory of the service is bounded.
set -euo pipefail
unit=$1 binary=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# verify wants the program to exist, and here it is not installed yet.
sed "s|^ExecStart=[^ ]*|ExecStart=$binary|" "$unit" >"$work/confabd.service"

# The man page is not installed either. What verify complains of is not always in its status.
complaints=$(systemd-analyze verify --man=no "$work/confabd.service" 2>&1) || {
    printf 'systemd-analyze verify failed:\n%s\n' "$complaints"
    exit 1
}
if grep -F confabd.service <<<"$complaints"; then
    echo 'systemd-analyze verify complains'
    exit 1
fi

systemd-analyze security --no-pager --offline=true --threshold=12 "$work/confabd.service"

for wanted in '^RestartPreventExitStatus=2 3$' '^MemoryHigh=[0-9]+%$' '^MemoryMax=[0-9]+%$'; do
    grep -qE "$wanted" "$unit" || {
        printf 'the unit has no line like %s\n' "$wanted"
        exit 1
    }
done
