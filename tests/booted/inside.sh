#!/usr/bin/env bash
# Runs in the booted container, as root: what a sysadmin does with an installed confabd.
set -u
# shellcheck source-path=SCRIPTDIR source=steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

cd "$(dirname "${BASH_SOURCE[0]}")" || exit
config=/etc/confab/confabd.toml
data=/var/lib/confab

it_is_installed_and_starts() {
    dpkg --install confab.deb >dpkg.log 2>&1 || wrong "it cannot be installed: $(tail -n 5 dpkg.log)"
    says active systemctl is-active confabd
    says enabled systemctl is-enabled confabd
    logged 'listening on tcp://127.0.0.1:4242' || wrong 'it does not say where it listens'
}

people_chat_over_netcat() {
    says 'bob: hello from nc' chat '/nick bob' 'hello from nc'
    says 'bob: hello from nc' chat '/history'
}

a_name_is_registered() {
    says 'ann is yours now' chat '/nick ann' '/register tea at noon'
    says 'you are logged in as ann' chat '/login ann tea at noon'
}

confabctl_reaches_it() {
    says 'clients' confabctl status
    says 'ann is now a server operator' confabctl op add ann
}

a_reload_takes_over_what_was_edited() {
    printf 'motd = "/etc/confab/motd"\n' >>$config
    printf 'Soup is ready.\n' >/etc/confab/motd
    systemctl reload confabd
    until_true 5 logged 'reload: motd' || wrong 'the log does not tell of the reload'
    says '* Soup is ready.' chat /who
}

a_bad_configuration_changes_nothing() {
    cp $config /root/good.toml
    printf 'no-such-key = 1\n' >>$config
    systemctl reload confabd
    until_true 5 logged 'nothing was changed' || wrong 'the log does not tell of the bad file'
    says '* Soup is ready.' chat /who
    cp /root/good.toml $config
}

a_backup_is_made_and_restored() {
    chat 'said before the backup' >/dev/null
    says "copied to $data/backup" confabctl backup $data/backup
    says 'drwx------' stat -c %A $data/backup
    says 'is where confabd keeps its data' confabctl backup $data
    says 'as a service confabd can only write below' confabctl backup /etc/copy
    says 'failed: cannot write to /etc/copy' confabctl audit
    chat 'said after the backup' >/dev/null
    ends_with 1 confabd --data-dir $data --restore $data/backup
    systemctl stop confabd
    says 'what was there before is in' confabd --data-dir $data --restore $data/backup
    systemctl start confabd || wrong 'it does not start with what was restored'
    says 'said before the backup' chat /history
    chat /history | grep -q 'said after the backup' && wrong 'the copy has what was said later'
    says 'you are logged in as ann' chat '/login ann tea at noon'
}

daily_backups_keep_the_latest_and_can_be_restored() {
    local backups=$data/backups latest
    systemctl start confab-backup || wrong 'no backup is made'
    says 1 backups_in $backups
    mkdir $backups/2001-01-01T000000Z $backups/2002-02-02T000000Z $backups/by-hand
    ends_with 2 env CONFAB_BACKUPS_KEPT=0 /usr/libexec/confab/confab-backup
    ends_with 0 env CONFAB_BACKUPS_KEPT=2 /usr/libexec/confab/confab-backup
    says 2 backups_in $backups
    [[ -d $backups/by-hand && ! -d $backups/2001-01-01T000000Z ]] || wrong 'it removes others than the oldest'
    latest=$(find $backups/ -mindepth 1 -maxdepth 1 -name '2*' | sort | tail -n 1)
    chat 'said after the daily backup' >/dev/null
    systemctl stop confabd
    ends_with 1 systemctl start confab-backup
    says 2 backups_in $backups
    says 'restored' confabd --data-dir $data --restore "$latest"
    systemctl start confabd || wrong 'it does not start with what was restored'
    chat /history | grep -q 'said after the daily backup' && wrong 'the copy has what was said later'
    systemctl enable --now confab-backup.timer 2>/dev/null
    says active systemctl is-active confab-backup.timer
}
backups_in() { find "$1/" -mindepth 1 -maxdepth 1 -name '2*' | wc -l; }

users_are_told_how_they_are_let_in() {
    useradd -m eve 2>/dev/null
    says 'systemctl edit confabd, [Service], Group=GROUP' setpriv --reuid eve --clear-groups confabctl status
    says 'PrivateUsers=no' setpriv --reuid eve --clear-groups confabctl status
}

# As docs/operations.md says.
a_group_is_let_in_and_the_audit_names_its_members() {
    local edited=/etc/systemd/system/confabd.service.d
    groupadd -f chatops && usermod -aG chatops eve
    mkdir -p $edited
    printf '[Service]\nGroup=chatops\nPrivateUsers=no\n' >$edited/override.conf
    systemctl daemon-reload
    systemctl restart confabd || wrong 'it does not start with a group'
    says 'become a member of the group chatops' setpriv --reuid eve --clear-groups confabctl status
    ends_with 0 setpriv --reuid eve --regid eve --init-groups confabctl say lobby 'eve may do that'
    says 'confabctl (eve)' confabctl audit --about say
    rm -r $edited
    systemctl daemon-reload
    systemctl restart confabd || wrong 'it does not start without the group'
}

a_damaged_database_is_not_tried_for_ever() {
    systemctl stop confabd
    cp -p $data/state.db /root/state.db
    printf 'this is no database' | dd of=$data/state.db conv=notrunc 2>/dev/null
    systemctl start confabd 2>/dev/null && wrong 'it starts with a damaged database'
    says 'status=3' systemctl status confabd
    says 'NRestarts=0' systemctl show -p NRestarts confabd
    until_true 5 systemctl is-failed confabd || wrong 'systemd goes on trying'
    cp -p /root/state.db $data/state.db
    systemctl start confabd || wrong 'it does not start with the database back'
}

a_full_disk_does_not_stop_the_chat() {
    systemctl stop confabd
    mkdir -p /root/state && cp -a /var/lib/private/confab/. /root/state
    mount -t tmpfs -o size=6m,mode=700 tmpfs /var/lib/private/confab
    cp -a /root/state/. /var/lib/private/confab
    systemctl start confabd || wrong 'it does not start on the small disk'
    dd if=/dev/zero of=/var/lib/private/confab/fill bs=64k 2>/dev/null
    for _ in 1 2 3; do chat "$(head -c 3000 /dev/zero | tr '\0' x)" >/dev/null; done
    until_true 10 logged 'storage fails' || wrong 'the log does not tell that storing fails'
    ends_with 1 confabctl status
    says 'storage is in trouble' confabctl status
    says 'bob: still here' chat '/nick bob' 'still here'
    rm /var/lib/private/confab/fill
    until_true 15 logged 'storage works again' || wrong 'the log does not tell that storing works again'
    ends_with 0 confabctl status
    systemctl stop confabd
    umount /var/lib/private/confab
    systemctl start confabd || wrong 'it does not start after the disk is back'
}

after_kill_it_is_there_again_with_all_it_had_and_people_go_on() {
    local before
    mkfifo /run/held
    nc -w 60 127.0.0.1 4242 </run/held >/run/survivor &
    local survivor=$!
    exec 8>/run/held
    until_true 5 grep -q 'You are' /run/survivor || wrong 'the one who stays is not greeted'
    printf '/nick carl\n/join dev\n' >&8
    until_true 5 grep -q 'joined #dev' /run/survivor || wrong 'the one who stays does not get into a room'
    sleep 3 # until it is written down
    chat 'said before the kill' >/dev/null
    until_true 5 says_in_history 'said before the kill'
    before=$(systemctl show -p MainPID --value confabd)
    kill -9 "$before"
    until_true 10 is_another_process "$before" || wrong 'it is not started again'
    until_true 5 grep -q 'the server crashed and is back, you are still carl in #dev' /run/survivor ||
        wrong "who was connected is not told: $(tail -n 2 /run/survivor)"
    printf 'and goes on\n' >&8
    until_true 5 grep -q 'carl: and goes on' /run/survivor || wrong 'who was connected cannot speak'
    printf '/quit\n' >&8
    exec 8>&-
    wait "$survivor"
    says 'said before the kill' chat '/history'
    says 'you are logged in as ann' chat '/login ann tea at noon'
}
says_in_history() { chat /history | grep -q "$1"; }
is_another_process() {
    local now
    now=$(systemctl show -p MainPID --value confabd)
    [[ $now != 0 && $now != "$1" ]] && chat /who | grep -q '^\* You are'
}

a_hung_one_is_killed_by_the_watchdog_and_comes_back() {
    local edited=/etc/systemd/system/confabd.service.d before
    mkdir -p $edited
    printf '[Service]\nWatchdogSec=2\n' >$edited/override.conf
    systemctl daemon-reload
    systemctl restart confabd || wrong 'it does not start with another watchdog'
    before=$(systemctl show -p MainPID --value confabd)
    kill -STOP "$before"
    until_true 20 is_another_process "$before" || wrong 'systemd lets it hang'
    logged "Failed with result 'watchdog'" || wrong 'the journal does not tell of the watchdog'
    rm -r $edited
    systemctl daemon-reload
    systemctl restart confabd || wrong 'it does not start with its own watchdog'
}

an_upgrade_keeps_connections_what_was_edited_and_what_was_said() {
    local before
    before=$(systemctl show -p MainPID --value confabd)
    mkfifo /root/typed
    nc -w 120 127.0.0.1 4242 </root/typed >/root/kept &
    local kept=$!
    exec 7>/root/typed
    until_true 5 grep -q 'You are' /root/kept || wrong 'the one who stays is not greeted'
    printf 'half a ' >&7
    dpkg --install newer.deb >dpkg.log 2>&1 || wrong "it cannot be upgraded: $(tail -n 5 dpkg.log)"
    printf 'line\n' >&7
    until_true 10 grep -q ': half a line' /root/kept || wrong 'who was connected is so no more'
    exec 7>&-
    wait "$kept"
    says "$before" systemctl show -p MainPID --value confabd
    logged 'upgraded from' || wrong 'it was not upgraded in place'
    says active systemctl is-active confabd
    says '* Soup is ready.' chat /who
    says 'said before the kill' chat /history
}

sockets_of_systemd_lose_nobody_at_a_restart() {
    local i
    systemctl stop confabd
    systemctl start confabd.socket || wrong 'the socket does not start'
    says inactive systemctl is-active confabd-activated
    says 'said before the kill' chat /history
    says active systemctl is-active confabd-activated
    journalctl -u confabd-activated | grep -q 'listening on tcp://127.0.0.1:4242 (systemd:tcp?socket=1)' || wrong 'it does not say which'
    for i in 1 2 3; do
        systemctl --no-block restart confabd-activated
        says '* You are' chat /who
    done
    kill -9 "$(systemctl show -p MainPID --value confabd-activated)"
    says '* You are' chat /who
    systemctl stop confabd.socket confabd-activated
    systemctl start confabd || wrong 'it does not start without the socket'
    says '* You are' chat /who
}

it_stops_within_seconds_and_tells_everyone() {
    local began=$SECONDS
    nc -d -w 20 127.0.0.1 4242 >/root/last-words &
    local listener=$!
    until_true 5 grep -q 'You are' /root/last-words || wrong 'the listener is not greeted'
    systemctl stop confabd
    wait "$listener"
    ((SECONDS - began < 8)) || wrong 'it takes longer than 8 s'
    grep -q 'the server is stopping, goodbye' /root/last-words || wrong 'people are not told'
    says 'inactive' systemctl is-active confabd
    says 'Result=success' systemctl show -p Result confabd
}

removing_it_keeps_the_data_and_the_configuration() {
    systemctl start confabd || wrong 'it does not start'
    dpkg --remove confab >dpkg.log 2>&1 || wrong "it cannot be removed: $(tail -n 5 dpkg.log)"
    systemctl is-active --quiet confabd && wrong 'it runs on'
    [[ -e $config && -e $data/state.db ]] || wrong 'something of these is gone'
}

purging_it_leaves_nothing() {
    dpkg --purge confab >dpkg.log 2>&1 || wrong "it cannot be purged: $(tail -n 5 dpkg.log)"
    rm -f /etc/confab/motd
    rmdir /etc/confab/confabd.d /etc/confab 2>/dev/null
    local left
    left=$(find /etc /usr /lib /run /var -xdev -path /var/lib/dpkg -prune -o -iname '*confab*' -print)
    [[ -z $left ]] || wrong "left over: $left"
}

step it_is_installed_and_starts
step people_chat_over_netcat
step a_name_is_registered
step confabctl_reaches_it
step a_reload_takes_over_what_was_edited
step a_bad_configuration_changes_nothing
step a_backup_is_made_and_restored
step daily_backups_keep_the_latest_and_can_be_restored
step users_are_told_how_they_are_let_in
step a_group_is_let_in_and_the_audit_names_its_members
step a_damaged_database_is_not_tried_for_ever
step a_full_disk_does_not_stop_the_chat
step after_kill_it_is_there_again_with_all_it_had_and_people_go_on
step a_hung_one_is_killed_by_the_watchdog_and_comes_back
step an_upgrade_keeps_connections_what_was_edited_and_what_was_said
step sockets_of_systemd_lose_nobody_at_a_restart
step it_stops_within_seconds_and_tells_everyone
step removing_it_keeps_the_data_and_the_configuration
step purging_it_leaves_nothing

printf '%d steps under systemd %s, %d failed\n' "$steps_run" "$(systemctl --version | sed -n '1s/[^0-9]*\([0-9]*\).*/\1/p')" "$steps_failed"
((steps_failed == 0))
