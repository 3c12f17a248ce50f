#!/usr/bin/env python3
"""crash.py CONFABD [--clients N] [--crashes N] [--talk LINES]

Kills confabd with everybody connected and some talking, and starts it again at once with what a service manager would
have kept: the listening socket and the connections. Says how many go on, after how long, and which lines are missing.
systemd waits RestartSec= on top of that.
"""
import argparse
import array
import fcntl
import os
import re
import resource
import select
import signal
import socket
import statistics
import tempfile
import threading
import time


class Manager:
    """Keeps descriptors as systemd does, and starts confabd with them."""

    def __init__(self, confabd, directory):
        self.confabd, self.directory = confabd, directory
        self.kept, self.ready = [], threading.Event()
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(f"{directory}/notify")
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
        self.port = self.listener.getsockname()[1]
        self.pid = None
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while True:
            text, ancillary, _, _ = self.notify.recvmsg(4096, socket.CMSG_SPACE(64))
            for _, _, data in ancillary:
                numbers = array.array("i")
                numbers.frombytes(data[:len(data) - len(data) % 4])
                self.kept.extend(numbers)
            if b"READY=1" in text:
                self.ready.set()

    def start(self):
        self.ready.clear()
        passed = [self.listener.fileno()] + self.kept
        names = ":".join(["tcp"] + ["confab-client"] * len(self.kept))
        options = ["--data-dir", f"{self.directory}/data", "--flood-rate", "0", "--max-per-source", "0",
                   "--connect-burst", "100000", "--log-level", "debug"]
        self.pid = os.fork()
        if self.pid == 0:
            high = [fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 3 + len(passed)) for fd in passed]
            for i, fd in enumerate(high):
                os.dup2(fd, 3 + i)
            log = os.open(f"{self.directory}/log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(log, 2)
            os.environ.update(NOTIFY_SOCKET=f"{self.directory}/notify", STATE_DIRECTORY=self.directory,
                              LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(passed)), LISTEN_FDNAMES=names)
            os.execv(self.confabd, [self.confabd, *options])
        if not self.ready.wait(60):
            raise SystemExit(open(f"{self.directory}/log").read()[-2000:])

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    def cpu(self):
        fields = open(f"/proc/{self.pid}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Client:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.rest, self.back, self.ended = b"", None, False
        self.numbers = {}

    def greet(self):
        while b"You are " not in self.rest:
            self.rest += self.socket.recv(65536)
        self.rest = b""

    def take(self, now):
        data = self.socket.recv(65536)
        if not data:
            self.ended = True
            return
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            if line.startswith(b"* the server crashed and is back"):
                self.back = self.back or now
            name, mark, number = line.partition(b": ")
            if mark and number.isdigit():
                self.numbers.setdefault(name, []).append(int(number))


def listen_for(clients, seconds, enough=lambda: False):
    poll = select.epoll()
    by_fd = {each.socket.fileno(): each for each in clients if not each.ended}
    for fd in by_fd:
        poll.register(fd, select.EPOLLIN)
    until = time.monotonic() + seconds
    while time.monotonic() < until and not enough():
        for fd, _ in poll.poll(0.05):
            by_fd[fd].take(time.monotonic())
            if by_fd[fd].ended:
                poll.unregister(fd)


def talk(sockets, rate, stop):
    number = 0
    while not stop.is_set():
        for each in sockets:
            each.sendall(b"%d\n" % number)
        number += 1
        time.sleep(len(sockets) / rate)


def missing(clients):
    """Of the lines that talkers sent, in a row: those that a reader did not get, and those it got twice."""
    lost = twice = 0
    for client in clients:
        for numbers in client.numbers.values():
            lost += len(set(range(numbers[0], numbers[-1] + 1)) - set(numbers))
            twice += len(numbers) - len(set(numbers))
    return lost, twice


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("confabd")
    parser.add_argument("--clients", type=int, default=2000)
    parser.add_argument("--crashes", type=int, default=3)
    parser.add_argument("--talk", type=float, default=20, help="lines a second, of four people")
    wanted = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with tempfile.TemporaryDirectory() as directory:
        manager = Manager(wanted.confabd, directory)
        manager.start()
        clients = [Client(manager.port) for _ in range(wanted.clients)]
        for each in clients:
            each.greet()
        listen_for(clients, 5)
        before = manager.cpu()
        listen_for(clients, 10)
        print(f"{len(clients)} connections, {len(manager.kept)} kept; at rest {manager.cpu() - before:.2f} s of 10 s")
        for number in range(1, wanted.crashes + 1):
            for each in clients:
                each.back, each.numbers = None, {}
            stop = threading.Event()
            talker = threading.Thread(target=talk, args=([each.socket for each in clients[:4]], wanted.talk, stop))
            talker.start()
            listen_for(clients, 3)
            manager.kill()
            began = time.monotonic()
            try:
                os.unlink(f"{directory}/people.tried")
            except OSError:
                pass
            manager.start()
            up = time.monotonic() - began
            listen_for(clients, 20, lambda: all(each.back or each.ended for each in clients))
            listen_for(clients, 2)
            stop.set()
            talker.join()
            listen_for(clients, 1)
            back = [each.back - began for each in clients if each.back]
            lost, twice = missing(clients)
            print(f"crash {number}: {len(back)} of {len(clients)} go on; ready after {up * 1000:.0f} ms, told after "
                  f"{statistics.median(back) * 1000:.0f} ms, the last after {max(back) * 1000:.0f} ms; "
                  f"{lost} lines missing, {twice} twice, of {sum(map(len, (n for c in clients for n in c.numbers.values())))}")
        log = open(f"{directory}/log").read()
        took = [int(each) for each in re.findall(r"noted \d+ people .* took (\d+) us", log)]
        print(f"a record: {os.path.getsize(directory + '/people')} bytes, "
              f"{statistics.median(took) / 1000:.1f} ms of the hub in slices (median of {len(took)}), most {max(took) / 1000:.1f} ms")
        os.kill(manager.pid, signal.SIGTERM)
        os.waitpid(manager.pid, 0)


main()
