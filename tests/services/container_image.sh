#!/usr/bin/env bash
# container_image.sh CONFABD: the image that script/package --container makes runs, keeps nothing of root's, and its health
# check says yes and no. Without a runtime for containers here, buildah runs it in a chroot.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$here/common.sh"
root=$(realpath "$here/../..")

package=$(find "$root/build/packages" -name 'confab_*.deb' 2>/dev/null | head -n 1)
if ! command -v buildah >/dev/null || [[ $(id -u) != 0 || -z $package ]]; then
    echo '    skipped: there is no buildah, or no package in build/packages (script/package), or this is not root'
    exit 0
fi
bash "$root/script/make-image" "$package" "$work/image.tar" >"$work/image.log" 2>&1 ||
    fail "no image: $(tail -n 5 "$work/image.log")"
container=$(buildah from "docker-archive:$work/image.tar" 2>/dev/null)
image=$(buildah inspect --format '{{.FromImageID}}' "$container")
remove_image() {
    buildah rm "$container" >/dev/null
    buildah rmi --force "$image" >/dev/null
}
trap 'clean_up; remove_image' EXIT

[[ $(buildah inspect --format '{{.Docker.Config.User}}' "$container") == 10001:10001 ]] || fail 'it runs as root'
# parts FIELD: a list of the image's, a word each line.
parts() { buildah inspect --format "{{range .Docker.Config.$1}}{{println .}}{{end}}" "$container" | sed '/^$/d'; }
mapfile -t entry < <(parts Entrypoint)
mapfile -t words < <(parts Cmd)
mapfile -t health < <(parts Healthcheck.Test)
[[ ${health[0]} == CMD ]] || fail "it has no health check: ${health[*]}"

inside() { buildah run --isolation chroot --user 10001:10001 "$container" -- "$@"; }
is_healthy() { inside "${health[@]:1}"; }
is_healthy >/dev/null 2>&1 && fail 'it is healthy without confabd'
# As the image has it, but for the port: here it shares the network of this machine.
port=$(free_port)
inside "${entry[@]}" "${words[@]/%0.0.0.0:4242/127.0.0.1:$port}" >"$work/confabd.log" 2>&1 &
until_true 20 accepts "$port" || fail 'confabd does not start in it'
grep -qx 'guest[0-9]*: hello' < <(printf 'hello\n' | nc -N -w 5 127.0.0.1 "$port") || fail 'nobody can talk in it'
is_healthy >"$work/health.log" 2>&1 || fail "its health check fails: $(cat "$work/health.log")"
pid=$(sed -n 's/.*starts with pid \([0-9]*\),.*/\1/p' "$work/confabd.log")
kill "$pid"
until_true 10 grep -q 'stopped' "$work/confabd.log" || fail 'it does not end when it is told to'
