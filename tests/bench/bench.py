"""Runs loads on servers in interleaved rounds. script/bench installs and builds first, then calls this."""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import time
from pathlib import Path

import others
import selftest
import table
from loads import LOADS, by_names
from servers import BEFORE, SERVERS
from world import Failed, cpus, enter_network, measure

FLOORS = ["floor", "floor-batched"]
PEERS = [server.name for server in SERVERS.values() if server.package]


def parse():
    parser = argparse.ArgumentParser(prog="script/bench", description="Measures confabd beside its peers and the floor.",
                                     epilog="script/bench --micro [OPTION...] runs the micro benchmarks instead, with "
                                     "Google Benchmark's options.")  # fmt: skip
    parser.add_argument("--quick", action="store_true", help="confab and the floors, four loads, under a minute")
    parser.add_argument("--only", metavar="LOAD,...", help="only these of: " + ", ".join(LOADS) + ", idle, join, last")
    parser.add_argument("--servers", metavar="NAME,...", help="only these of: " + ", ".join(SERVERS))
    parser.add_argument("--rounds", type=int, metavar="N", help="how often each is measured (3; 1 if quick)")
    parser.add_argument("--pairs", type=int, metavar="N",
                        help="N alternating pairs of the first server and the second (confab and floor), "
                        "with the second against itself beside them")  # fmt: skip
    parser.add_argument("--before", metavar="PROGRAM", type=Path,
                        help="the confabd of another revision: the server confab-before, and the second of --pairs")  # fmt: skip
    parser.add_argument("--seconds", type=float, metavar="S", help="of measuring in each run, instead of the load's own")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="set",
                        help="a number of the load generator, as in --set clients=100; confab_load --help names them")  # fmt: skip
    parser.add_argument("--patience", type=float, metavar="S", default=0,
                        help="before each run wait up to so many seconds for the machine to be quiet")  # fmt: skip
    parser.add_argument("--json", metavar="FILE", help="write every single run and the surroundings there")
    parser.add_argument("--self-test", action="store_true", help="prove that loss, doubling and reordering are noticed")
    parser.add_argument("--programs", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--plan", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for name in filter(None, (options.servers or "").split(",")):
        if name not in SERVERS:
            parser.error(f"unknown server {name}; there are: {', '.join(SERVERS)}")
    if "confab-before" in (options.servers or "") and not options.before:
        parser.error("confab-before is the program of --before")
    if options.before and not os.access(options.before, os.X_OK):
        parser.error(f"{options.before} is not a program")
    try:
        options.loads = chosen_loads(options)
    except ValueError as error:
        parser.error(str(error))
    return options


def chosen_loads(options):
    if options.only:
        return by_names(options.only.split(","))
    if options.pairs:
        return by_names(["paced"])
    return [load for load in LOADS.values() if load.quick is not None or not options.quick]


def chosen_servers(options):
    if options.servers:
        names = options.servers.split(",")
    elif options.pairs:
        names = ["confab", "confab-before" if options.before else "floor"]
    else:
        names = ["confab", *FLOORS] if options.quick else ["confab", *FLOORS, *PEERS]
    return [SERVERS[name] for name in names]


def arguments(options, load, server):
    args = list(load.args)
    if options.quick and load.quick:
        args += load.quick
    if options.seconds:
        args += ["--seconds", str(options.seconds)]
    for name, _, value in (pair.partition("=") for pair in options.set):
        args += [f"--{name}", value]
    if server.protocol in load.clients:
        args += ["--clients", str(load.clients[server.protocol])]
    return args


def applies(options, load, server):
    if load.protocols and server.protocol not in load.protocols:
        return False
    if load.name == "rooms" and server.name == "floor-batched":
        return False  # it knows no rooms
    return load.peers or not server.package or bool(options.servers)


def progress(text):
    print(text, file=sys.stderr, flush=True)


def run_once(options, load, server):
    others.wait_for_quiet(options.patience)
    before = others.used()
    try:
        figures = measure(server, load, arguments(options, load, server), options.programs)
    except Failed as failure:
        figures = {"ok": False, "trouble": str(failure)}
    figures["others_cores"] = round(others.cores_since(before), 3)
    told = [f"{f.label} {table.number(figures[f.key] * f.scale)}" for f in load.figures if figures.get(f.key) is not None]
    progress(f"  {load.name:8} {server.name:14} {', '.join(told)}{'' if figures['ok'] else '  ! ' + str(figures['trouble'])}")
    return figures


def run_rounds(options, servers):
    """Server A, B, C, then again: what changes on the machine meets all of them alike."""
    rounds = options.rounds or (1 if options.quick else 3)
    results = {}
    for number in range(rounds):
        progress(f"round {number + 1} of {rounds}")
        for load in options.loads:
            for server in servers:
                if applies(options, load, server):
                    results.setdefault((load.name, server.name), []).append(run_once(options, load, server))
    print(table.of_medians(results, options.loads, servers))
    return results


def run_pairs(options, servers):
    """A and B, and B once more, in an order that turns round each time; ratios within each pair."""
    first, second = servers[0], servers[-1]
    results, pairs = {}, {}
    for load in options.loads:
        for number in range(options.pairs):
            progress(f"pair {number + 1} of {options.pairs}")
            order = [("a", first), ("b", second), ("again", second)]
            turn = number % 3
            order = order[turn:] + order[:turn]
            if number % 2:
                order.reverse()
            got = {role: run_once(options, load, server) for role, server in order}
            pairs.setdefault((load.name, f"{first.name} / {second.name}"), []).append((got["a"], got["b"]))
            pairs.setdefault((load.name, f"{second.name} / itself"), []).append((got["again"], got["b"]))
            for role, server in order:
                results.setdefault((load.name, server.name), []).append(got[role])
    print(table.of_medians(results, options.loads, list(dict.fromkeys(servers))))
    print()
    print(table.of_pairs(pairs, options.loads))
    return results


def surroundings(congestion):
    def version(package):
        asked = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True)
        return asked.stdout

    model = [line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    return {
        "kernel": platform.release(),
        "cpu": model[0] if model else platform.machine(),
        "cpus": os.cpu_count(),
        "tcp_congestion_control": congestion,
        "versions": {name: version(SERVERS[name].package) for name in PEERS},
        "command": "script/bench " + " ".join(a for a in sys.argv[1:] if "programs" not in a),
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }


def main():
    options = parse()
    servers = chosen_servers(options)
    if options.plan:
        # What script/bench has to see to: the peers' packages, and confabd if it is measured.
        needed = [] if options.self_test else [server.package or server.name.split("-")[0] for server in servers]
        print("\n".join(word for word in dict.fromkeys(needed) if word != "floor"))
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.before:
        link = options.programs / BEFORE
        link.unlink(missing_ok=True)
        link.symlink_to(options.before.resolve())
    congestion = enter_network()
    if len(set(cpus())) == 1:
        progress("only one CPU: server and load share it, and no figure below means much")
    if options.self_test:
        return selftest.run(options.programs)

    results = (run_pairs if options.pairs else run_rounds)(options, servers)
    print(table.of_others(results))
    troubles = table.of_troubles(results)
    if troubles:
        print(troubles)
    if options.json:
        runs = [{"server": server, **run, "load": load} for (load, server), all_runs in results.items() for run in all_runs]
        Path(options.json).write_text(json.dumps({"surroundings": surroundings(congestion), "runs": runs}, indent=1) + "\n")
    return 1 if troubles else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except Failed as failure:
        sys.exit(f"script/bench: {failure}")
