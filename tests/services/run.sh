#!/usr/bin/env bash
# run.sh CONFABD: what needs services of others, one check after the other.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")

failed=0
for check in tls_scan behind_proxies ldap_login fail2ban_filter prometheus_scrape container_image; do
    if bash "$here/$check.sh" "$1"; then
        printf 'ok: %s\n' "${check//_/ }"
    else
        printf 'not ok: %s\n' "${check//_/ }"
        failed=$((failed + 1))
    fi
done
exit "$((failed > 0))"
