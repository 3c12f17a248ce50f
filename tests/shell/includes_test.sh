#!/usr/bin/env bash
# includes_test.sh SOURCE: who may include whom, as docs/architecture.md draws it.
#
#   base <- core <- dialect <- net <- admin, http <- webhook,  base <- wire <- dialect,  core <- store,  base <- ops
#
# Within core the arrows are a line:
#
#   users <- sanctions <- rooms <- messages <- moderation <- login <- hub
#
# Every Debian header lies in /usr/include, so neither compiling nor linking holds these arrows.
set -euo pipefail
cd "$1"

# C++'s own headers have no dot and no slash; these are the ones that touch the world.
standard='[a-z_0-9]+'
world='(fstream|filesystem|iostream|thread|mutex|shared_mutex|condition_variable|future)'
system='([a-z_0-9]+\.h|(sys|netinet|arpa|linux)/.+)'

# allowed ROOM: what its files may include of other rooms (public headers), of libraries, and
# what not even if that allows it.
allowed() {
    local rooms='' libraries='' never='^$'
    case $1 in
    # inet_pton and inet_ntop turn an address into text and back, and touch nothing.
    base) libraries="$standard|(fmt|unicode|sodium)/.+|arpa/inet\.h" never=$world ;;
    core) rooms='base/.+' libraries="$standard|fmt/.+" never=$world ;;
    wire) rooms='base/.+' libraries="$standard|(fmt|unicode)/.+" never=$world ;;
    dialect) rooms='(base|core|wire)/.+' libraries="$standard|(fmt|unicode)/.+" never=$world ;;
    # The one socket of ops is the service manager's.
    ops) rooms='base/.+' libraries="$standard|$system|(spdlog|fmt|CLI|toml\+\+|systemd)/.+" never='netinet/.+' ;;
    net) rooms='(base|core|wire)/.+|dialect/[a-z]+\.hpp|ops/(log|activation|connection_log|crash_state|fd_store|handover|listen_url|notify|regular_file)\.hpp' libraries="$standard|$system|(boost|fmt|openssl)/.+" ;;
    admin) rooms='(base|core|wire|dialect|net)/.+|ops/(log|metrics_text)\.hpp' libraries="$standard|$system|(boost|fmt|nlohmann)/.+" ;;
    http) rooms='base/.+|net/(coroutine|as_result|server_control)\.hpp|ops/(log|listen_url)\.hpp' libraries="$standard|$system|(boost|fmt)/.+" ;;
    webhook) rooms='(base|core|http)/.+|wire/clean\.hpp|net/server_control\.hpp' libraries="$standard|(fmt|nlohmann)/.+" ;;
    ctl) rooms='base/.+|wire/clean\.hpp|ops/(options|data_dir|progress_line)\.hpp' libraries="$standard|$system|(CLI|fmt|nlohmann)/.+" ;;
    store) rooms='(base|core)/.+|ops/(log|private_directory|spawn|regular_file)\.hpp' libraries="$standard|$system|(fmt|nlohmann)/.+" ;;
    *) rooms='.+' libraries='.+' ;; # the mains see everything
    esac
    printf '%s\n%s\n%s\n' "${rooms:-^$}" "$libraries" "$never"
}

status=0
refuse() {
    printf '%s\n' "$*"
    status=1
}

# Core knows no format and no way of talking.
if grep -rniE 'terminal|json|telnet|\birc' src/core include/confab/core; then
    refuse "core names a format or a way of talking: that belongs to a dialect"
fi
# Nor the syntax of commands.
if grep -rnE "'/'|\"/" src/core include/confab/core src/net; then
    refuse 'core or net knows that a slash begins a command: that belongs to dialect/text'
fi

# Where a quoted include of FILE leads: beside it, or below one of the two roots. These two answer in
# `answer`: a process for each of two thousand includes took half a minute.
resolve() {
    local file=$1 target=$2 directory
    for directory in "${file%/*}" include src; do
        answer=$directory/$target
        if [[ -e $answer ]]; then
            [[ $answer != */../* ]] || answer=$(realpath --relative-to=. "$answer")
            return
        fi
    done
    answer=''
}

room_of() {
    local path=${1#include/confab/}
    path=${path#src/}
    answer=''
    if [[ $path == */* ]]; then answer=${path%%/*}; fi
}

# The subjects of core, each of which may include those before it.
subjects=(users sanctions rooms messages moderation login operations)
# Headers that only say what data looks like: the ports pass it.
data='(users/(account|account_fields|arrived|prompt|display|home|role)|sanctions/sanction|rooms/(message_ring|room_rules)|messages/page)\.hpp'
at_the_top='(code|code_name|event|outcome|reply|reply_fields|settings|operation|operation_login|pending_request)\.hpp'
waiting='pending_(requests?|fields)\.hpp'

# may_reach SUBJECT: a pattern of what its files may include of core, in `answer`. The hub, which builds the
# parts, may include all of them; nobody else may include the hub.
may_reach() {
    local subject=$1 each
    case $subject in
    hub | answering) answer='.+' && return ;;
    ports) answer="ports/.+|$at_the_top|$data" && return ;;
    operation | operation_login) answer="ports/.+|$at_the_top|$data|$waiting" && return ;;
    code | code_name | event | outcome | reply | reply_fields | settings) answer="$at_the_top" && return ;;
    pending_request* | pending_fields) answer="ports/.+|$at_the_top|$data|$waiting" && return ;;
    esac
    answer="ports/.+|$at_the_top"
    for each in "${subjects[@]}"; do
        if [[ $each == messages ]]; then answer+="|$waiting"; fi
        answer+="|$each/.+"
        if [[ $each == "$subject" ]]; then return; fi
    done
    answer='^$' # a folder that is not on the line
}

# check_line FILE LINE PATH: both are of core.
check_line() {
    local subject=${1#include/confab/} path=${3#include/confab/}
    subject=${subject#src/} path=${path#src/}
    subject=${subject#core/} path=${path#core/}
    if [[ $subject == */* ]]; then subject=${subject%%/*}; else subject=${subject%.?pp}; fi
    if [[ $subject == hub_* ]]; then subject=hub; fi
    may_reach "$subject"
    [[ $path =~ ^($answer)$ ]] || refuse "$1:$2: core/$subject may not include core/$path"
}

# enter ROOM: what its files may include, in `rooms`, `libraries` and `never`. ROOM is empty for the mains.
enter() {
    { read -r rooms && read -r libraries && read -r never; } < <(allowed "$1")
    room=$1
}

# check FILE LINE TEXT: an include of a file of `room`.
check() {
    local file=$1 number=$2 target path
    [[ $3 =~ ([\<\"])([^\>\"]+)[\>\"] ]] || return 0
    target=${BASH_REMATCH[2]}
    if [[ ${BASH_REMATCH[1]} == '<' && $target != confab/* ]]; then
        [[ $target =~ ^($libraries)$ && ! $target =~ ^($never)$ ]] ||
            refuse "$file:$number: ${room:-main} may not include <$target>"
        return 0
    fi

    resolve "$file" "$target"
    path=$answer
    room_of "$path"
    if [[ -z $path ]]; then
        refuse "$file:$number: there is no $target"
    elif [[ $answer == "$room" ]]; then
        if [[ $room == core ]]; then check_line "$file" "$number" "$path"; fi
    elif [[ $path != include/confab/* ]]; then
        refuse "$file:$number: $path is private to its room; only include/confab/ is shared"
    elif ! [[ ${path#include/confab/} =~ ^($rooms)$ ]]; then
        refuse "$file:$number: ${room:-main} may not include $path"
    fi
}

# One grep for all files, in the order of their rooms: a process for each file took half a minute.
files=0 room='none yet' last=''
while IFS=: read -r file number text; do
    if [[ $file != "$last" ]]; then
        last=$file files=$((files + 1))
        room_of "$file"
        if [[ $answer != "$room" ]]; then enter "$answer"; fi
    fi
    check "$file" "$number" "$text"
done < <(grep -rEn '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]' src include --include='*.[ch]pp' | sort -t: -k1,1 -k2,2n)

# Time is an argument in the core.
if grep -rnE '_clock::now|\b(time|localtime|gettimeofday|clock_gettime)\(' src/{base,core} include/confab/{base,core}; then
    refuse 'core asks a clock; time is an argument there'
fi

# The text of a room's key is the store's: others have a RoomKey.
if grep -rnE "\bfrom_stored\(|[.>]stored\(\)|find\('#'\)|\{[0-9]*\}#\{" \
    src/{core,dialect,admin,net} include/confab/{core,dialect,net}; then
    refuse "a room's key is a text there; RoomKey makes it and takes it apart"
fi

# A test that looked at nothing would pass as well.
((files)) || refuse 'no sources found'
printf '%d files looked at\n' "$files"
exit "$status"
