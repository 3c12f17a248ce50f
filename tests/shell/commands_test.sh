#!/usr/bin/env bash
# commands_test.sh TOOL SOURCE: the man page and the completion have the commands that `confabctl --help`
# has, and no others; and completing gives what it should.
set -euo pipefail
tool=$1 source=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

"$tool" --help | sed -nE '/^Subcommands:/,$s/^  ([a-z-]+) .*/\1/p' | sort -u >"$work/help"
sed -nE 's/^\.It Ic ([a-z-]+).*/\1/p' "$source/docs/man/confabctl.1" | sort -u >"$work/man"
[[ -s $work/help ]]
diff -u "$work/help" "$work/man" || {
    echo 'docs/man/confabctl.1 (+) does not have the commands of --help (-)'
    status=1
}

"$tool" --help | grep -oE -- '--[a-z][a-z-]+' | sort -u >"$work/options"
sed -nE 's/^\.It Fl Fl ([a-z-]+).*/--\1/p' "$source/docs/man/confabctl.1" | sort -u >"$work/man-options"
diff -u "$work/options" "$work/man-options" || {
    echo 'docs/man/confabctl.1 (+) does not have the options of --help (-)'
    status=1
}

# shellcheck source=/dev/null
source "$source/deploy/completions/confabctl"
# shellcheck disable=SC2016,SC2317
confabctl() { printf '{"room":"#lobby"}\n{"room":"#den"}\n{"room":"#dev@ann"}\n{"room":"#$(reboot)"}\n'; }

# completes EXPECTED WORD...: with the cursor at the end of the last word.
completes() {
    local expected=$1
    shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _confabctl
    if [[ ${COMPREPLY[*]} != "$expected" ]]; then
        printf 'completing "%s" gives "%s" and not "%s"\n' "$*" "${COMPREPLY[*]}" "$expected"
        status=1
    fi
}
COMP_WORDS=(confabctl '') COMP_CWORD=1
_confabctl
printf '%s\n' "${COMPREPLY[@]}" | sort -u >"$work/completion"
diff -u "$work/help" "$work/completion" || {
    echo 'the completion (+) does not have the commands of --help (-)'
    status=1
}
completes 'status' confabctl st
completes 'status' confabctl --socket /x --json st
completes 'lobby den dev@ann' confabctl say ''
completes 'den' confabctl ban bob --room den
completes 'dev@ann' confabctl who dev@a
completes 'ann' confabctl who dev @ a
completes 'dev@ann' confabctl ban bob --room dev
completes '--account' confabctl purge --user bob --a
completes 'add remove list' confabctl op ''
completes 'passwd' confabctl account p
completes '--wait' confabctl drain --w
completes 'json' confabctl export lobby --format j

# shellcheck source=/dev/null
source "$source/deploy/completions/confabd"
mkdir "$work/backup"
for option in --data-dir --restore; do
    COMP_WORDS=(confabd "$option" "$work/ba") COMP_CWORD=2
    _confabd
    if [[ ${COMPREPLY[*]} != "$work/backup" ]]; then
        printf 'completing "%s" gives "%s"\n' "${COMP_WORDS[*]}" "${COMPREPLY[*]}"
        status=1
    fi
done
exit "$status"
