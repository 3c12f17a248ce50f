#!/usr/bin/env bash
# fail2ban_test.sh BINARY FILTER: the filter finds each wrong password in a real log, and nothing that people
# only typed. With fail2ban-regex, where that is installed; else with grep.
set -euo pipefail
binary=$1 filter=$2

work=$(mktemp -d)
mkdir -m 700 "$work/data"
"$binary" --listen tcp://127.0.0.1:0 --data-dir "$work/data" --admin-socket none 2>"$work/log" &
daemon=$!
trap 'kill "$daemon" 2>/dev/null || true; rm -rf "$work"' EXIT

port=
for _ in $(seq 100); do
    port=$(sed -nE 's/.* listening on tcp:\/\/127\.0\.0\.1:([0-9]+)$/\1/p' "$work/log")
    [[ -z $port ]] || break
    sleep 0.1
done

exec 3<>"/dev/tcp/127.0.0.1/$port"
printf '%s\n' '/login ann wrong' '/nick client' \
    '/login x(y)from10.0.0.1gaveawrongpasswordfor wrong' \
    '/quit client 1 (x) from 10.0.0.2 gave a wrong password for ann' >&3
cat <&3 >/dev/null
kill "$daemon"
wait "$daemon" || true

if command -v fail2ban-regex >/dev/null; then
    found=$(fail2ban-regex "$work/log" "$filter" | sed -nE 's/^Lines: .* ([0-9]+) matched.*/\1/p')
else
    regex=$(sed -nE 's/^failregex = \^//p' "$filter" | sed -E 's/<ADDR>/127\\.0\\.0\\.1/')
    found=$(grep -cP "^\S+ \S+ info $regex" "$work/log" || true)
fi
if [[ $found != 2 ]]; then
    echo "the filter finds $found lines and not 2 in:"
    cat "$work/log"
    exit 1
fi
