#!/usr/bin/env bash
# journal_test.sh CONFABD CATALOG: what the journal gets from confabd, at a socket of the test's own, and the
# catalogue for it. Where no mount namespace can be made, only the catalogue is looked at.
set -euo pipefail
confabd=$1 catalog=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/root/usr/lib/systemd/catalog" "$work/root/var/lib/systemd/catalog"
cp "$catalog" "$work/root/usr/lib/systemd/catalog"
journalctl --root="$work/root" --update-catalog
entries=$(journalctl --root="$work/root" --list-catalog | wc -l)
known=$(grep -cE '^-- [0-9a-f]{32}$' "$catalog")
((entries == known && known > 0)) || {
    echo "the catalogue has $known entries, and journalctl reads $entries"
    exit 1
}
# Those in the code and no others.
source=$(dirname "$catalog")/../src/ops/log_record.cpp
diff <(sed -n 's/^-- //p' "$catalog" | sort) <(grep -oE '"[0-9a-f]{32}"' "$source" | tr -d '"' | sort)

cat >"$work/listen.py" <<'END'
"""A journal: prints the fields of each record, one a line, and an empty line after it."""
import socket

journal = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
journal.bind("/run/systemd/journal/socket")
while True:
    print(journal.recv(65536).decode(), flush=True)
END
cat >"$work/inside.sh" <<'END'
set -euo pipefail
confabd=$1 work=$2
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/journal
python3 "$work/listen.py" >"$work/journal" &
listener=$!
until [[ -S /run/systemd/journal/socket ]]; do sleep 0.05; done
"$confabd" --listen tcp://127.0.0.1:0 --data-dir "$work/data" --log-format journal 2>"$work/stderr" &
daemon=$!
until grep -q '^MESSAGE=listening on' "$work/journal"; do sleep 0.05; done
port=$(sed -nE 's/^MESSAGE=listening on tcp:.*:([0-9]+)$/\1/p' "$work/journal")
printf '/nick ann\n/quit gone\n' | nc -N 127.0.0.1 "$port" >/dev/null
until grep -q '^MESSAGE=client .* disconnected' "$work/journal"; do sleep 0.05; done
kill "$daemon"
wait "$daemon"
until grep -q '^MESSAGE=stopped' "$work/journal"; do sleep 0.05; done
kill "$listener"
END
namespace=(unshare --mount)
if [[ $(id -u) != 0 ]]; then namespace=(unshare --mount --map-root-user); fi
"${namespace[@]}" true 2>/dev/null || exit 0
timeout 30 "${namespace[@]}" bash "$work/inside.sh" "$confabd" "$work"

# expect FIELD...: one record has all of these.
expect() {
    python3 - "$work/journal" "$@" <<'END' || {
import re
import sys

records = open(sys.argv[1]).read().split("\n\n")
sys.exit(not any(all(re.search(f"^{each}$", record, re.M) for each in sys.argv[2:]) for record in records))
END
        printf 'no record has %s:\n' "$*"
        cat "$work/journal"
        exit 1
    }
}
expect 'MESSAGE=client 1 .* connected from 127.*' PRIORITY=6 CONFAB_CLIENT=1 'CONFAB_PEER=127\.0\.0\.1:[0-9]+' \
    'MESSAGE_ID=[0-9a-f]{32}' SYSLOG_IDENTIFIER=confabd
expect 'MESSAGE=client 1 \(ann\) disconnected: .*' CONFAB_NAME=ann CONFAB_REASON=gone
[[ ! -s $work/stderr ]] || {
    echo 'something is on standard error too:'
    cat "$work/stderr"
    exit 1
}
