# shellcheck shell=bash
# What the checks beside it share: a directory that goes with the check, a confabd, and other services on loopback. Only
# what was started here is ended.

work=$(mktemp -d)
started=()
clean_up() {
    local pid
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap clean_up EXIT

fail() {
    printf '    %s\n' "$*"
    if [[ -e $work/confabd.log ]]; then tail -n 20 "$work/confabd.log" | sed 's/^/    | /'; fi
    exit 1
}

# until_true SECONDS COMMAND...: asks ten times a second; false when the time is over.
until_true() {
    local tries=$(($1 * 10))
    shift
    until "$@" >/dev/null 2>&1; do
        ((tries-- > 0)) || return 1
        sleep 0.1
    done
}

# A certificate for localhost and 127.0.0.1 from a CA of the check's own: $work/ca.pem, cert.pem, key.pem.
make_certificate() {
    (
        cd "$work"
        openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=a CA for one check' \
            -keyout ca.key -out ca.pem
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost \
            -keyout key.pem -out request.pem
        printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >names
        openssl x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile names \
            -out cert.pem
    ) >"$work/openssl.log" 2>&1 || fail "no certificate: $(tail -n 3 "$work/openssl.log")"
}

# start_confabd PROGRAM ARGUMENT...: until it listens.
start_confabd() {
    "$1" --data-dir "$work/data" "${@:2}" >"$work/confabd.log" 2>&1 &
    started+=($!)
    until_true 10 grep -q 'listening on' "$work/confabd.log" || fail 'confabd does not start'
}

# port_of SCHEME: where confabd listens in that way.
port_of() { sed -n "s|.*listening on $1://.*:\([0-9]*\)\$|\1|p" "$work/confabd.log" | head -n 1; }

# free_port: that nobody uses now.
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start PROGRAM ARGUMENT...: in the foreground of a job.
start() {
    "$@" >"$work/$(basename "$1").log" 2>&1 &
    started+=($!)
}

accepts() { nc -z 127.0.0.1 "$1"; }
