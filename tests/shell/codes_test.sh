#!/usr/bin/env bash
# codes_test.sh SOURCE: docs/protocol.md has each code of the chat, with its fields, and no other.
set -euo pipefail
cd "$1"

# Lines "name fields", as dialect/text/wording_*.cpp has them.
written() {
    cat src/dialect/text/wording_*.cpp | tr '\n' ' ' |
        grep -oE '\{Code::[a-z0-9_]+, *"[a-z0-9_]+", *"[a-z_ ]*"' |
        sed -E 's/^[^"]*"([^"]*)", *"([^"]*)"$/\1 \2/; s/ *$//' | sort
}

# The same of the rows "| `name` | `field`, `field` |" below "## Codes".
documented() {
    sed -n '/^## Codes/,/^## Bad input/p' docs/protocol.md |
        sed -nE 's/^\| `([a-z0-9_]+)` \| ([^|]*) \|.*/\1 \2/p' | tr -d '`,' | sed -E 's/ *$//' | sort
}

if ! diff <(written) <(documented); then
    echo "< is missing in docs/protocol.md, > is in it and not in src/dialect/text/wording_*.cpp" >&2
    exit 1
fi
echo "$(documented | wc -l) codes looked at"
