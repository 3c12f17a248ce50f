"""The small world that a run lives in: its own network, pinned processes, and nothing left behind."""

import ctypes
import fcntl
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import tempfile
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


class Failed(Exception):
    """A server or the load generator did not do its part; says which and why."""


def enter_network():
    """We are in a network namespace of our own already; this brings it up as we want it."""
    if [name for _, name in socket.if_nameindex()] != ["lo"]:
        raise Failed("not in a network namespace of its own: start it with script/bench")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        request = struct.pack("16sH14x", b"lo", 0x1 | 0x40)  # IFF_UP | IFF_RUNNING
        fcntl.ioctl(s, 0x8914, request)  # SIOCSIFFLAGS
    tcp = Path("/proc/sys/net/ipv4")
    # bbr paces senders that do not batch with timers: it makes them three times as expensive.
    if "reno" in (tcp / "tcp_available_congestion_control").read_text().split():
        (tcp / "tcp_congestion_control").write_text("reno")
    return (tcp / "tcp_congestion_control").read_text().strip()


def cpus():
    """The CPU of the server and that of the load."""
    available = sorted(os.sched_getaffinity(0))
    return available[0], available[-1]


def go_first():
    """Whatever else runs on the machine should disturb as little as may be. As root only."""
    os.setsid()  # a group of its own for the scheduler, which shares the CPU out by groups
    try:
        os.nice(-15)
        Path("/proc/self/autogroup").write_text("-15")
    except OSError:
        pass


def spawn(command, cpu, **streams):
    """Starts a child that cannot outlive us, on one CPU (None: on all) with all the descriptors it may have."""

    def prepare():
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if cpu is not None:
            os.sched_setaffinity(0, {cpu})
        go_first()
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))

    return subprocess.Popen(command, preexec_fn=prepare, stdin=subprocess.DEVNULL, **streams)


def stop(process):
    """Asks, then insists; reaps in any case."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def listens(port):
    """Without connecting, which a server would notice."""
    wanted = f":{port:04X}"
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if fields[1].endswith(wanted) and fields[3] == "0A":
            return True
    return False


class Running:
    """A server that is up, for a with statement."""

    next_port = 20000

    def __init__(self, server, load, programs):
        self.server, self.load, self.programs = server, load, programs

    def __enter__(self):
        Running.next_port += 1  # never one that may still be closing
        self.port = Running.next_port
        self.directory = tempfile.TemporaryDirectory(prefix="confab-bench-")
        path = Path(self.directory.name)
        command = self.server.command(self.port, path, self.programs) + self.server.extra.get(self.load.name, [])
        self.log = open(path / "output", "w+")
        self.process = None
        try:
            cpu = cpus()[0] if self.server.pinned else None
            self.process = spawn(command, cpu, stdout=self.log, stderr=subprocess.STDOUT)
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def wait_until_ready(self):
        end = time.monotonic() + 10
        while not listens(self.port):
            if self.process.poll() is not None or time.monotonic() > end:
                raise Failed(f"{self.server.name} did not start: {self.output()}")
            time.sleep(0.02)

    def output(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read()[-800:].strip()

    def __exit__(self, *_):
        if self.process:
            stop(self.process)
        self.log.close()
        self.directory.cleanup()


def measure(server, load, args, programs):
    """One run of one load on a fresh server; returns the load generator's figures."""
    with Running(server, load, programs) as running:
        command = [
            str(programs / "confab_load"), "--load", load.generator or load.name, "--protocol", server.protocol,
            "--port", str(running.port), "--pid", str(running.process.pid), *server.load_args, *args,
        ]  # fmt: skip
        generator = spawn(command, cpus()[1], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            out, errors = generator.communicate()
        finally:
            stop(generator)
        if generator.returncode not in (0, 1) or not out:
            raise Failed(f"{load.name} on {server.name}: status {generator.returncode}: {errors.strip()}")
        figures = json.loads(out)
        died = running.process.poll()
        if died is not None:
            figures["ok"] = False
            figures["trouble"] = f"the server died with status {died}: {running.output()}"
    if figures.get("calm_p99_ms"):
        figures["p99_growth"] = figures["p99_ms"] / figures["calm_p99_ms"]
    return figures
