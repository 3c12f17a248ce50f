#!/usr/bin/env python3
"""upgrade.py CONFABD CONFABCTL [--clients N] [--upgrades N] [--every SECONDS] [--talk LINES]

Upgrades in a row while everybody is connected and some never stop talking. Each client checks that it gets every
line of everybody in its room once and in order, and that it stays connected. A prober says a line every few
milliseconds and sees how long it takes to come back: the longest of these is the longest pause.
"""
import argparse
import multiprocessing
import os
import select
import signal
import socket
import subprocess
import tempfile
import time


class Reader:
    """A client that checks what it gets: lines NAME: NUMBER, each name counting up."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.rest = b""
        self.next = {}
        self.lines = 0
        self.trouble = []

    def take(self):
        data = self.socket.recv(65536)
        if not data:
            self.trouble.append("the connection ended")
            return False
        *lines, self.rest = (self.rest + data).split(b"\n")
        for line in lines:
            self.check(line)
        return True

    def check(self, line):
        name, mark, number = line.partition(b": ")
        if not mark or not number.isdigit():
            return
        self.lines += 1
        number = int(number)
        wanted = self.next.get(name, number)
        if number != wanted:
            self.trouble.append(f"{name.decode()}: {number} instead of {wanted}")
        self.next[name] = number + 1


def raise_limit():
    import resource
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def greeted(reader):
    while b"You are " not in reader.rest:
        data = reader.socket.recv(65536)
        if not data:
            raise SystemExit("a client was turned away")
        reader.rest += data
    reader.rest = b""


def watch(readers, stop, results):
    poll = select.epoll()
    by_fd = {each.socket.fileno(): each for each in readers}
    for fd in by_fd:
        poll.register(fd, select.EPOLLIN)
    quiet_since = None
    while True:
        events = poll.poll(0.5)
        for fd, _ in events:
            try:
                alive = by_fd[fd].take()
            except OSError as error:
                by_fd[fd].trouble.append(str(error))
                alive = False
            if not alive:
                poll.unregister(fd)
        if not stop.is_set() or events:
            quiet_since = None
        elif quiet_since is None:
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since > 2:
            break
    trouble = [f"client {i}: {each}" for i, reader in enumerate(readers) for each in reader.trouble]
    seen = {}
    for reader in readers:
        for name, number in reader.next.items():
            seen.setdefault(name, set()).add(number)
    for name, numbers in seen.items():
        if len(numbers) > 1:
            trouble.append(f"{name.decode()} was heard to {sorted(numbers)} by different clients")
    results.put((len(readers), sum(each.lines for each in readers), trouble))


def crowd(port, count, ready, stop, results):
    raise_limit()
    readers = []
    for _ in range(count):
        reader = Reader(port)
        greeted(reader)
        readers.append(reader)
    ready.wait()
    watch(readers, stop, results)


def flooders(port, count, rate, ready, stop, results):
    """Talk in a room of their own, each some lines at a time, and all of them listen."""
    readers = []
    for _ in range(count):
        reader = Reader(port)
        greeted(reader)
        reader.socket.sendall(b"/join flood\n")
        readers.append(reader)
    time.sleep(1)
    ready.wait()
    talkers = multiprocessing.Process(target=talk, args=([each.socket for each in readers[:4]], rate, stop))
    talkers.start()
    watch(readers, stop, results)
    talkers.join()


def talk(sockets, rate, stop):
    number = 0
    piece = 20
    while not stop.is_set():
        text = "".join(f"{n}\n" for n in range(number, number + piece)).encode()
        for each in sockets:
            each.sendall(text)
        number += piece
        time.sleep(piece * len(sockets) / rate)


def probe(port, ready, stop, results):
    """Says a line in a room of its own every 5 ms, and sees how long each takes to come back."""
    reader = Reader(port)
    greeted(reader)
    reader.socket.settimeout(10)
    reader.socket.sendall(b"/join probe\n")
    ready.wait()
    waits, number = [], 0
    while not stop.is_set():
        start, got = time.monotonic(), b""
        reader.socket.sendall(f"{number}\n".encode())
        while f": {number}\n".encode() not in got:
            data = reader.socket.recv(65536)
            if not data:
                results.put(("probe", waits, ["the prober's connection ended"]))
                return
            got += data
        waits.append(time.monotonic() - start)
        number += 1
        time.sleep(0.005)
    results.put(("probe", waits, []))


def murmur(port, rate, ready, stop):
    """Somebody talks in the lobby, where everybody is."""
    reader = Reader(port)
    greeted(reader)
    reader.socket.setblocking(False)
    ready.wait()
    number = 0
    while not stop.is_set():
        reader.socket.sendall(f"{number}\n".encode())
        number += 1
        try:
            while reader.socket.recv(65536):
                pass
        except BlockingIOError:
            pass
        time.sleep(1 / rate)


def start(arguments, directory):
    log = open(os.path.join(directory, "log"), "w+")
    daemon = subprocess.Popen(
        [arguments.confabd, "--listen", "tcp://127.0.0.1:0", "--data-dir", os.path.join(directory, "data"),
         "--admin-socket", os.path.join(directory, "admin.sock"), "--max-clients", str(arguments.clients + 200),
         "--flood-rate", "0", "--announce-after", "86400", "--history", "0", "--log-rate", "1", "--threads",
         str(arguments.threads)],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with open(log.name) as text:
            for line in text:
                if "listening on tcp://" in line:
                    return daemon, int(line.strip().rsplit(":", 1)[1])
        time.sleep(0.05)
    raise SystemExit("confabd does not start: " + open(log.name).read())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("confabd")
    parser.add_argument("confabctl")
    parser.add_argument("--clients", type=int, default=10000)
    parser.add_argument("--upgrades", type=int, default=20)
    parser.add_argument("--every", type=float, default=2.0)
    parser.add_argument("--talk", type=float, default=2000, help="lines a second in the room of 40")
    parser.add_argument("--murmur", type=float, default=2, help="lines a second for everybody")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    raise_limit()
    directory = tempfile.mkdtemp(prefix="confab-upgrade-")
    daemon, port = start(arguments, directory)
    stop = multiprocessing.Event()
    results = multiprocessing.Queue()
    others = 42
    ready = multiprocessing.Barrier(5)
    workers = [
        multiprocessing.Process(target=crowd, args=(port, arguments.clients - others, ready, stop, results)),
        multiprocessing.Process(target=flooders, args=(port, 40, arguments.talk, ready, stop, results)),
        multiprocessing.Process(target=murmur, args=(port, arguments.murmur, ready, stop)),
        multiprocessing.Process(target=probe, args=(port, ready, stop, results)),
    ]
    for worker in workers:
        worker.start()
    ready.wait()
    time.sleep(2)
    took = []
    failed = []
    for _ in range(arguments.upgrades):
        answer = subprocess.run([arguments.confabctl, "--socket", os.path.join(directory, "admin.sock"), "--json",
                                 "upgrade"], capture_output=True, text=True)
        if answer.returncode == 0:
            took.append(int(answer.stdout.split('"milliseconds":')[1].split(",")[0]))
        else:
            failed.append(answer.stderr.strip())
        time.sleep(arguments.every)
    stop.set()
    outcomes = [results.get(timeout=120) for _ in range(3)]
    for worker in workers:
        worker.join()
    daemon.send_signal(signal.SIGTERM)
    daemon.wait()
    lines = sum(each[1] for each in outcomes if each[0] != "probe")
    waits = sorted(wait for each in outcomes if each[0] == "probe" for wait in each[1])
    trouble = failed + [line for each in outcomes for line in each[2]]
    print(f"clients {arguments.clients}, upgrades {len(took)}, lines received and checked {lines}")
    print(f"each upgrade, read to read: {min(took)} to {max(took)} ms, median {sorted(took)[len(took) // 2]} ms")
    print(f"prober: {len(waits)} lines, median {1000 * waits[len(waits) // 2]:.1f} ms, "
          f"longest pause {1000 * waits[-1]:.0f} ms")
    print(f"trouble: {len(trouble)}")
    for line in trouble[:20]:
        print("  " + line)
    return 1 if trouble else 0


if __name__ == "__main__":
    raise SystemExit(main())
