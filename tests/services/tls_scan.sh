#!/usr/bin/env bash
# tls_scan.sh CONFABD: testssl finds nothing worse than LOW in the protocols, suites and known weaknesses of a tls
# listener. The certificate is of the check's own, and is not looked at.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

make_certificate
start_confabd "$1" --listen tls://127.0.0.1:0 --tls-cert "$work/cert.pem" --tls-key "$work/key.pem"
port=$(port_of tls)
testssl --quiet --color 0 --warnings off --openssl "$(command -v openssl)" --add-ca "$work/ca.pem" \
    --protocols --std --fs --server-preference --vulnerable --jsonfile "$work/found.json" "localhost:$port" >"$work/testssl.log" 2>&1 || true
[[ -s $work/found.json ]] || fail "testssl says nothing: $(tail -n 5 "$work/testssl.log")"

python3 - "$work/found.json" <<'END'
import collections
import json
import sys

found = json.load(open(sys.argv[1]))
bad = [each for each in found if each["severity"] in ("MEDIUM", "HIGH", "CRITICAL", "FATAL")]
print("    ", dict(collections.Counter(each["severity"] for each in found)))
for each in bad:
    print("    ", each["severity"], each["id"], each["finding"])
sys.exit(1 if bad or len(found) < 30 else 0)
END
