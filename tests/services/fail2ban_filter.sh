#!/usr/bin/env bash
# fail2ban_filter.sh CONFABD: fail2ban itself reads a log of confabd with the filter that is shipped.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
command -v fail2ban-regex >/dev/null
exec bash "$source/tests/shell/fail2ban_test.sh" "$1" "$source/deploy/fail2ban/filter.d/confabd.conf"
