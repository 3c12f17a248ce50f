#!/usr/bin/env bash
# ldap_login.sh CONFABD: with deploy/examples/auth-ldap the passwords of an LDAP server let people in, and no others do.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$here/common.sh"

ldap=$(free_port)
mkdir "$work/ldap"
cat >"$work/slapd.conf" <<END
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
database mdb
maxsize 10485760
suffix "dc=example,dc=org"
rootdn "cn=admin,dc=example,dc=org"
rootpw of-the-admin
directory $work/ldap
END
start /usr/sbin/slapd -d 0 -f "$work/slapd.conf" -h "ldap://127.0.0.1:$ldap"
until_true 10 accepts "$ldap" || fail "slapd does not start: $(tail -n 3 "$work/slapd.log")"
ldapadd -x -H "ldap://127.0.0.1:$ldap" -D cn=admin,dc=example,dc=org -w of-the-admin >"$work/ldapadd.log" 2>&1 <<'END' ||
dn: dc=example,dc=org
objectClass: dcObject
objectClass: organization
dc: example
o: example

dn: ou=people,dc=example,dc=org
objectClass: organizationalUnit
ou: people

dn: uid=ann,ou=people,dc=example,dc=org
objectClass: inetOrgPerson
uid: ann
cn: ann
sn: ann
userPassword: tea at noon
END
    fail "nobody can be added: $(tail -n 3 "$work/ldapadd.log")"

export LDAP_URI=ldap://127.0.0.1:$ldap LDAP_DN='uid={},ou=people,dc=example,dc=org'
start_confabd "$1" --listen tcp://127.0.0.1:0 --auth-command "$here/../../deploy/examples/auth-ldap"
port=$(port_of tcp)

expect() {
    local wanted=$1
    shift
    printf '%s\n' "$@" /quit | timeout 20 nc -w 15 127.0.0.1 "$port" >"$work/chat" || true
    grep -qF "$wanted" "$work/chat" || fail "'$*' is not answered '$wanted': $(cat "$work/chat")"
    printf '    %s: ok\n' "$wanted"
}
expect 'wrong name or password' '/login ann milk'
expect 'wrong name or password' '/login eve tea at noon'
expect 'you are logged in as ann' '/login ann tea at noon'
