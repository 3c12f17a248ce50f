"""A load generator that finds nothing may be blind: here it meets servers that are wrong on purpose."""

from loads import LOADS
from servers import SERVERS
from world import measure

# What each of them is to be found out for; an honest one for nothing.
EXPECTED = {"floor": None, "faulty-lose": "lost", "faulty-double": "doubled", "faulty-reorder": "reordered"}
KINDS = ["lost", "doubled", "reordered", "stray"]
# (Where the next message waits for the last, one that is held back never comes: no reordering there.)
RUNS = {
    "paced": ["--clients", "100", "--rate", "400", "--seconds", "0.5"],
    "blast": ["--seconds", "0.3"],
    "blast1": ["--seconds", "0.3"],
    "many": ["--clients", "50", "--senders", "50", "--seconds", "0.3"],
    "window1": ["--clients", "50", "--seconds", "0.3"],
}


def judge(figures, expected):
    """Why the verdict is not what it has to be, or nothing."""
    found = {kind for kind in KINDS if figures[kind]}
    wanted = {expected} if expected else set()
    if found != wanted:
        return f"found {sorted(found) or 'nothing'} where it was {sorted(wanted) or 'nothing'}"
    if figures["ok"] == bool(expected):
        return f"said ok: {figures['ok']}"
    return None


def run(programs):
    passed = failed = 0
    for server, expected in EXPECTED.items():
        for load, args in RUNS.items():
            if (server, load) == ("faulty-reorder", "window1"):
                continue
            figures = measure(SERVERS[server], LOADS[load], args, programs)
            wrong = judge(figures, expected)
            failed += bool(wrong)
            passed += not wrong
            counts = ", ".join(f"{figures[kind]:,} {kind}" for kind in KINDS if figures[kind]) or "nothing wrong"
            print(f"{'FAIL' if wrong else 'ok':4} {load:8} on {server:15} {counts}{': ' + wrong if wrong else ''}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
