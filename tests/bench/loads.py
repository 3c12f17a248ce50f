"""The loads, by the names they have on the command line, and what is read off each of them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    key: str  # in the load generator's JSON
    label: str
    scale: float = 1.0


CPU = Figure("cpu_us_per_delivery", "CPU us per delivery")
RATE = Figure("deliveries_per_s", "M deliveries/s", 1e-6)
P99 = Figure("p99_ms", "p99 ms")
ASKED = Figure("asked_per_s", "questions a second")
DISTURBED = [
    Figure("calm_cpu_us_per_delivery", "CPU us per delivery before"),
    Figure("cpu_us_per_delivery", "CPU us per delivery with them"),
    Figure("calm_p99_ms", "p99 ms before"),
    Figure("p99_ms", "p99 ms with them"),
    Figure("p99_growth", "p99, with / before"),
]


@dataclass(frozen=True)
class Load:
    name: str
    what: str
    figures: list
    generator: str = ""  # the load generator's name for it, if another
    args: list = field(default_factory=list)
    quick: list | None = None  # arguments of a quick run, if it is part of one
    # Told one by one, joins are quadratic: so many clients only, where the protocol wants that.
    clients: dict = field(default_factory=dict)
    peers: bool = True  # whether the peers are put through it by default
    protocols: tuple = ()  # only these can do it; empty: all


ECHO = Figure("echo_p99_ms", "p99 ms until a key is shown")
BYTES = Figure("bytes_per_delivery", "bytes received per delivery")
KEPT = Figure("backlog_resident_kib", "MiB resident for what waits", 1 / 1024)
DROPPED = Figure("slow_dropped", "clients dropped")

CROWD = [
    Figure("kib_per_connection", "KiB resident per connection"),
    Figure("join_cpu_us", "CPU us per join"),
    Figure("join_s", "s until all are in"),
    Figure("last_ms", "ms until the last has a message"),
]

SHORT = ["--seconds", "0.8"]

LOADS = {
    load.name: load
    for load in [
        Load("paced", "1,000 clients, 1 sender, 20 messages a second", [CPU, P99], quick=SHORT),
        Load("blast", "100 clients, 4 senders flat out, 32 lines a write, window 2,000", [CPU, RATE, P99], quick=SHORT),
        Load("blast1", "the same, a line a write", [CPU, RATE, P99]),
        Load("many", "200 clients, all say 50 lines at once", [CPU, RATE, P99], quick=SHORT),
        Load("window1", "1,000 clients, the next message when all have the last", [CPU, RATE], quick=SHORT),
        Load("crowd", "10,000 clients in one room", CROWD, clients={"irc": 1000, "terminal": 2000}),
        Load("crowd19", "19,000 clients in one room", CROWD, "crowd", ["--clients", "19000"], peers=False),
        Load("oneroom", "one room of 10,000, 20,000 deliveries a second", [CPU, P99], peers=False),
        Load("rooms", "1,000 rooms of 10, 20,000 deliveries a second", [CPU, P99], peers=False),
        Load("slow", "paced, then one client in ten has stopped reading, 400 KiB waiting", [*DISTURBED, KEPT], peers=False),
        Load("overrun", "the same with 2,500 KiB: more than may wait", [*DISTURBED, KEPT, DROPPED], "slow",
             ["--backlog", "2500"], peers=False),
        Load("asides", "blast, then the listeners ask for the topic all the time", [*DISTURBED, ASKED], peers=False,
             protocols=("confab",)),
        Load("typing", "200 terminals, 500 messages a second, one person types", [ECHO, CPU, P99, BYTES], peers=False,
             protocols=("terminal",)),
        Load("storm", "paced, then 300 others a second come and go", DISTURBED, peers=False),
    ]
}

# What one run tells together.
ALIASES = {
    "idle": ["crowd", "crowd19"],
    "join": ["crowd"],
    "last": ["crowd", "crowd19"],
    "rooms": ["oneroom", "rooms"],
}


def by_names(names):
    """Loads in the table's order for a list of names; an unknown one is a ValueError."""
    wanted = set()
    for name in names:
        if name not in LOADS and name not in ALIASES:
            raise ValueError(f"unknown load {name}; there are: {', '.join([*LOADS, *sorted(set(ALIASES) - set(LOADS))])}")
        wanted.update(ALIASES.get(name, [name]))
    return [load for load in LOADS.values() if load.name in wanted]
