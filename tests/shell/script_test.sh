#!/usr/bin/env bash
# script_test.sh SOURCE: script/test builds the next preset while tests run, in order for who reads along, and leaves
# nothing behind. Nothing is compiled: cmake and ctest are played by scripts that say what they do.
set -euo pipefail
source=$1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" "$work/tree"
cp -r "$source/script" "$work/tree/"

# play NAME: a program of that name that does what stands on standard input.
play() {
    { printf '#!/usr/bin/env bash\nhere=%q\n' "$work" && cat; } >"$work/bin/$1"
    chmod +x "$work/bin/$1"
}
play dpkg-query <<<'printf "%s installed\n" "${@:4}"'
# Beside other tests what is built behind them would wait for a processor for longer than anything here does.
play renice <<<:
play cmake <<'END'
[[ $1 == --build ]] || exit 0
echo "compiling $3"
touch "$here/began-$3"
[[ $3 != "${HANGS-}" ]] || { sleep 300 & echo $! >"$here/hanging"; wait; }
[[ $3 != "${BREAKS-}" ]] || { echo "error in $3" && exit 1; }
END
# What waits for the build of another preset never ends if that is not built meanwhile.
play ctest <<'END'
for ((i = 0; i < 2000; i++)); do
    [[ ! ${AWAITS-} || $2 != check || -e $here/$AWAITS ]] && break
    sleep 0.02
done
((i < 2000)) || { echo "nothing is built meanwhile" && exit 1; }
[[ ! ${STAYS-} ]] || { touch "$here/testing"; sleep 300; }
echo "tests of $2"
[[ $2 != "${FAILS-}" ]]
END

# run STATUS ARGUMENTS...: script/test ends with that status; what it printed is in work/out.
run() {
    local expected=$1 status=0
    shift
    rm -f "$work"/began-* "$work"/hanging "$work"/testing
    PATH=$work/bin:$PATH "$work/tree/script/test" "$@" >"$work/out" 2>&1 || status=$?
    [[ $status == "$expected" ]] || complain "status $status instead of $expected of script/test $*"
}

failed=0
complain() {
    printf '%s:\n' "$1"
    sed 's/^/    /' "$work/out"
    failed=1
}

# prints LINE...: exactly these lines were printed, without those of script/test itself.
prints() {
    grep -v '^==>' "$work/out" >"$work/lines" || true
    printf '%s\n' "$@" | cmp -s - "$work/lines" || complain "not the lines '$*'"
}

# stops_hanging WHY: the compiler that hung has ended.
stops_hanging() {
    local pid i
    pid=$(cat "$work/hanging")
    for ((i = 0; i < 1500; i++)); do
        if ! kill -0 "$pid" 2>/dev/null; then return; fi
        sleep 0.02
    done
    kill "$pid"
    complain "a build goes on $1"
}

AWAITS=began-asan run 0
prints 'compiling check' 'tests of check' 'compiling asan' 'tests of asan' 'compiling tsan' 'tests of tsan'

BREAKS=asan run 1
prints 'compiling check' 'tests of check' 'compiling asan' 'error in asan'

HANGS=asan AWAITS=hanging FAILS=check run 1
prints 'compiling check' 'tests of check'
stops_hanging 'after tests failed'

run 0 asan
prints 'compiling asan' 'tests of asan'
if [[ -e $work/began-tsan ]]; then complain 'script/test asan built tsan'; fi

# A group of its own, as a terminal gives it: a background process of a script is deaf to SIGINT.
for signal in INT TERM; do
    rm -f "$work/hanging" "$work/testing"
    set -m
    HANGS=asan AWAITS=hanging STAYS=1 PATH=$work/bin:$PATH "$work/tree/script/test" >"$work/out" 2>&1 &
    script=$!
    set +m
    until [[ -e $work/testing ]] || ! kill -0 "$script" 2>/dev/null; do sleep 0.02; done
    kill "-$signal" -- "-$script" || complain 'nothing was tested'
    if wait "$script" 2>/dev/null; then complain "$signal counts as success"; fi
    stops_hanging "after $signal"
done
exit "$failed"
