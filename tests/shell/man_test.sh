#!/usr/bin/env bash
# man_test.sh PAGE...: groff formats each page without a warning.
set -euo pipefail
for page; do
    warnings=$(groff -mandoc -Tutf8 -rCHECKSTYLE=2 -ww -z "$page" 2>&1) || true
    if [[ -n $warnings ]]; then
        printf '%s\n' "$warnings"
        exit 1
    fi
done
