#!/usr/bin/env bash
# options_test.sh BINARY SOURCE: the man page has every option that `confabd --help` has and no
# other, and the sample configuration has those that may stand in a file.
set -euo pipefail
binary=$1 source=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$binary" --help >"$work/text"
{ grep -oE -- '--[a-z][a-z-]+' "$work/text" || true; } | sort -u >"$work/help"
sed -nE 's/^\.It Fl Fl ([a-z-]+).*/--\1/p' "$source/docs/man/confabd.8" | sort -u >"$work/man"
sed -nE 's/^#?([a-z-]+) = .*/--\1/p' "$source/deploy/confabd.toml" | sort -u >"$work/toml"
sed -E '/^--(help|version|config|check-config|check-upgrade|dump-config|restore)$/d' "$work/help" >"$work/help-file"

same() {
    if ! diff -u "$1" "$2"; then
        printf '%s\n' "$3"
        return 1
    fi
}
same "$work/help" "$work/man" "docs/man/confabd.8 (+) does not have the options of --help (-)"
same "$work/help-file" "$work/toml" "deploy/confabd.toml (+) does not have the options of --help (-)"
