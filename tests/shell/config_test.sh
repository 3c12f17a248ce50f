#!/usr/bin/env bash
# config_test.sh BINARY TOML: confabd accepts the sample configuration, as it is and with every
# default in it uncommented. Ports and programs are tried too, so those of this machine do not matter.
set -euo pipefail
binary=$1 sample=$2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$binary" --config "$sample" --check-config

echo 'Welcome.' >"$work/motd"
sed -E "s/^#([a-z-]+ = )/\1/
        s|^(data-dir = ).*|\1\"$work\"|
        s|^(motd = ).*|\1\"$work/motd\"|
        s|^(auth-command = ).*|\1\"/bin/true\"|
        s|:4242\"|:0\"|g" "$sample" >"$work/all.toml"
"$binary" --config "$work/all.toml" --check-config
