#!/usr/bin/env bash
# metrics_test.sh CONFABD CONFABCTL PAGE: the page has every metric that confabd has and no other, and promtool,
# where it is installed, has no complaint.
set -euo pipefail
confabd=$1 confabctl=$2 page=$3

work=$(mktemp -d)
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; rm -rf "$work"' EXIT
# With a certificate, so that there is its figure too.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
    -keyout "$work/key.pem" -out "$work/cert.pem" 2>"$work/log"
"$confabd" --listen tls://127.0.0.1:0 --tls-cert "$work/cert.pem" --tls-key "$work/key.pem" \
    --data-dir "$work/data" 2>"$work/log" &
pid=$!
for _ in {1..100}; do
    if grep -q 'listening on' "$work/log"; then break; fi
    sleep 0.1
done

"$confabctl" --socket "$work/data/admin.sock" metrics --output "$work/metrics"
sed -nE 's/^# TYPE ([a-z_]+) .*/\1/p' "$work/metrics" | sort >"$work/has"
sed -nE 's/^\| `((confab|process)_[a-z_]+)`.*/\1/p' "$page" | sort >"$work/says"
[[ -s $work/has ]]
diff -u "$work/has" "$work/says" || {
    echo "$page (+) does not have the metrics of confabd (-)"
    exit 1
}
if command -v promtool >/dev/null; then promtool check metrics <"$work/metrics"; fi
