#!/usr/bin/env bash
# behind_proxies.sh CONFABD: behind haproxy, nginx and stunnel people are seen with their own addresses.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

start_confabd "$1" --listen 'tcp://127.0.0.1:0?proxy=127.0.0.1'
confabd=$(sed -n 's|.*listening on tcp://127.0.0.1:\([0-9]*\).*|\1|p' "$work/confabd.log" | head -n 1)

# expect_address WHAT COMMAND...: the command, which talks to a proxy from 127.0.0.77, chats, and is seen as that.
seen=0
expect_address() {
    local what=$1
    shift
    printf 'hello by %s\n/quit\n' "$what" | timeout 10 "$@" >"$work/chat" 2>"$work/errors" || true
    grep -q ": hello by $what" "$work/chat" || fail "$what: no chat: $(cat "$work/chat" "$work/errors")"
    seen=$((seen + 1))
    [[ $(grep -c 'connected from 127\.0\.0\.77:' "$work/confabd.log") == "$seen" ]] ||
        fail "$what: the log does not have the address"
    printf '    %s: ok\n' "$what"
}

v1=$(free_port) v2=$(free_port)
cat >"$work/haproxy.cfg" <<END
defaults
    mode tcp
    timeout connect 5s
    timeout client 60s
    timeout server 60s
listen one
    bind 127.0.0.1:$v1
    server confabd 127.0.0.1:$confabd send-proxy
listen two
    bind 127.0.0.1:$v2
    server confabd 127.0.0.1:$confabd send-proxy-v2
END
start haproxy -f "$work/haproxy.cfg"
until_true 5 accepts "$v1" || fail "haproxy does not start: $(cat "$work/haproxy.log")"
expect_address 'haproxy, version 1' nc -s 127.0.0.77 -w 5 127.0.0.1 "$v1"
expect_address 'haproxy, version 2' nc -s 127.0.0.77 -w 5 127.0.0.1 "$v2"

by_nginx=$(free_port) by_tls=$(free_port)
make_certificate
cat >"$work/nginx.conf" <<END
load_module /usr/lib/nginx/modules/ngx_stream_module.so;
pid $work/nginx.pid;
error_log $work/nginx-error.log;
daemon off;
events {}
stream {
    server { listen 127.0.0.1:$by_nginx; proxy_pass 127.0.0.1:$confabd; proxy_protocol on; }
    server {
        listen 127.0.0.1:$by_tls ssl;
        ssl_certificate $work/cert.pem;
        ssl_certificate_key $work/key.pem;
        proxy_pass 127.0.0.1:$confabd;
        proxy_protocol on;
    }
}
END
start nginx -c "$work/nginx.conf"
until_true 5 accepts "$by_nginx" || fail "nginx does not start: $(cat "$work/nginx.log")"
expect_address 'nginx' nc -s 127.0.0.77 -w 5 127.0.0.1 "$by_nginx"
expect_address 'nginx with TLS' openssl s_client -quiet -bind 127.0.0.77:0 -connect "127.0.0.1:$by_tls"

by_stunnel=$(free_port)
cat >"$work/stunnel.conf" <<END
foreground = yes
pid =
[chat]
accept = 127.0.0.1:$by_stunnel
connect = 127.0.0.1:$confabd
cert = $work/cert.pem
key = $work/key.pem
protocol = proxy
END
start stunnel4 "$work/stunnel.conf"
until_true 5 accepts "$by_stunnel" || fail "stunnel does not start: $(cat "$work/stunnel4.log")"
expect_address 'stunnel' openssl s_client -quiet -bind 127.0.0.77:0 -connect "127.0.0.1:$by_stunnel"
