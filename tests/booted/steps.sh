# shellcheck shell=bash
# What the steps of inside.sh are made of. Each step is a function; it fails by `wrong`.

wrong() {
    printf '    %s\n' "$*"
    failed=yes
}

# Runs the function and says how it went, with the unit's last log lines if it went wrong.
step() {
    local name=$1 began=$EPOCHREALTIME
    failed=
    "$name"
    if [[ $failed ]]; then
        journalctl -u confabd -n 15 --no-pager -o cat | sed 's/^/    | /'
        printf 'not ok: %s\n' "${name//_/ }"
        steps_failed=$((steps_failed + 1))
    else
        printf 'ok: %s (%s ms)\n' "${name//_/ }" $(((${EPOCHREALTIME/./} - ${began/./}) / 1000))
    fi
    steps_run=$((steps_run + 1))
}
steps_run=0
steps_failed=0

# until_true SECONDS COMMAND...: asks ten times a second; false when the time is over.
until_true() {
    local tries=$(($1 * 10))
    shift
    until "$@" >/dev/null 2>&1; do
        ((tries-- > 0)) || return 1
        sleep 0.1
    done
}

# says TEXT COMMAND...: the output of the command has the text.
says() {
    local text=$1 output
    shift
    output=$("$@" 2>&1)
    [[ $output == *"$text"* ]] || wrong "$* does not say '$text' but: $output"
}

# ends_with STATUS COMMAND...
ends_with() {
    local wanted=$1 status=0 output
    shift
    output=$("$@" 2>&1) || status=$?
    ((status == wanted)) || wrong "$* ends with $status instead of $wanted: $output"
}

# chat LINE...: says the lines over the plain port and gives what came back.
chat() { printf '%s\n' "$@" /quit | nc -w 5 127.0.0.1 4242; }

logged() { journalctl -u confabd --no-pager -o cat | grep -q -- "$1"; }
