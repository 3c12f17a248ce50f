"""The servers that can be measured: how each is configured and started, throttles off.

Debian's packages have the peers; their configuration is written into a directory of the run."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable


@dataclass(frozen=True, eq=False)
class Server:
    name: str
    protocol: str  # of the load generator
    command: Callable[[int, Path, Path], list]  # port, directory of the run, directory of our programs
    package: str = ""  # Debian's, for a peer
    pinned: bool = True  # to the first CPU
    extra: dict = field(default_factory=dict)  # arguments of its own for one load
    load_args: tuple = ()  # arguments of the load generator


BEFORE = "confabd-before"  # the program of another revision


def write(directory, name, text):
    path = directory / name
    path.write_text(text)
    return str(path)


def floor(*flags):
    return lambda port, directory, programs: [str(programs / "confab_floor"), str(port), *flags]


def confab(*flags, scheme="tcp", program="confabd"):
    """The default configuration, except flood limits and how many may come."""

    def command(port, directory, programs):
        return [
            str(programs / program), "--listen", f"{scheme}://127.0.0.1:{port}", "--data-dir", str(directory / "data"),
            "--flood-rate", "0", "--max-clients", "30000", "--history", "20", *flags,
        ]  # fmt: skip

    return command


def redis(port, directory, programs):
    return ["redis-server", write(directory, "redis.conf", f"""
port {port}
bind 127.0.0.1
protected-mode no
dir {directory}
save ""
appendonly no
maxclients 30000
tcp-backlog 4096
client-output-buffer-limit pubsub 0 0 0
client-output-buffer-limit normal 0 0 0
""")]


def nats(port, directory, programs):
    return ["nats-server", "-c", write(directory, "nats.conf", f"""
host: "127.0.0.1"
port: {port}
max_connections: 100000
max_pending: 1GB
write_deadline: "60s"
logfile: "{directory}/nats.log"
""")]


def mosquitto(port, directory, programs):
    return ["mosquitto", "-c", write(directory, "mosquitto.conf", f"""
listener {port} 127.0.0.1
allow_anonymous true
user root
max_connections -1
max_queued_messages 0
max_queued_bytes 0
max_inflight_messages 0
persistence false
log_dest stderr
log_type error
connection_messages false
""")]


def ngircd(port, directory, programs):
    return ["ngircd", "-n", "-f", write(directory, "ngircd.conf", f"""
[Global]
Name = bench.example
Info = bench
Listen = 127.0.0.1
Ports = {port}
MotdPhrase = bench
ServerUID = root
ServerGID = root
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxNickLength = 16
MaxPenaltyTime = 0
PingTimeout = 3600
PongTimeout = 3600
[Options]
DNS = no
Ident = no
PAM = no
DefaultUserModes = F
""")]


def inspircd(port, directory, programs):
    return ["inspircd", "--nofork", "--runasroot", "--config=" + write(directory, "inspircd.conf", f"""
<config format="xml">
<server name="bench.example" description="bench" network="bench" id="001">
<admin name="bench" nick="bench" email="bench@bench.example">
<bind address="127.0.0.1" port="{port}" type="clients">
<connect allow="*" timeout="60" pingfreq="3600" threshold="1000000" commandrate="1000000000" fakelag="no"
         hardsendq="1000000000" softsendq="1000000000" recvq="10000000" localmax="100000" globalmax="100000"
         maxconnwarn="no" resolvehostnames="no" useident="no" limit="100000">
<performance netbuffersize="65534" somaxconn="4096" softlimit="100000">
<dns server="127.0.0.1" timeout="1">
<pid file="{directory}/inspircd.pid">
<log method="file" type="*" level="default" target="{directory}/inspircd.log">
""")]


SERVERS = {
    server.name: server
    for server in [
        Server("confab", "confab", confab()),
        Server("confab-ui", "terminal", confab(scheme="telnet")),
        Server("confab-memory", "confab", confab("--history-keep", "0")),
        Server("confab-2", "confab", confab("--threads", "2"), pinned=False),
        Server("confab-before", "confab", confab(program=BEFORE)),
        Server("floor", "plain", floor(), extra={"rooms": ["--room-of", "10"]}),
        Server("floor-batched", "plain", floor("--batched")),
        Server("redis", "redis", redis, "redis-server"),
        Server("nats", "nats", nats, "nats-server"),
        Server("inspircd", "irc", inspircd, "inspircd"),
        Server("ngircd", "irc", ngircd, "ngircd", load_args=("--entering", "8")),  # its listen queue holds 10
        Server("mosquitto", "mqtt", mosquitto, "mosquitto"),
        *(Server(f"faulty-{kind}", "plain", floor("--faulty", kind)) for kind in ("lose", "double", "reorder")),
    ]
}
