#!/usr/bin/env python3
"""One source takes all it can, in each way; another one is to notice nothing.

    tests/measure/attacks.py build/release/confabd [--seconds 5] [--only floods,rooms]

Runs confabd in a network namespace of its own, where the sources are addresses of the loopback device, and prints a
table: how long the other person waits until greeted, and for an answer, at most; what the log grows by. Exits with 1
if that is more than 0.2 s, 0.1 s or 10 KB a second, and with 77 if there can be no namespace here.
"""

import argparse
import multiprocessing
import os
import resource
import selectors
import socket
import ssl
import subprocess
import sys
import tempfile
import time

SERVER, ATTACKER, PERSON = "10.77.0.1", "10.77.0.2", "10.77.0.3"
LINES, TELNET, TLS = 4242, 4243, 4244
TRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
TRUSTING.check_hostname, TRUSTING.verify_mode = False, ssl.CERT_NONE
GREETED, ANSWERED, LOGGED = 0.2, 0.1, 10 * 1024
SKIPPED = 77


def connect(source, port=LINES, timeout=5.0):
    client = socket.socket()
    client.settimeout(timeout)
    client.bind((source, 0))
    client.connect((SERVER, port))
    return client


def encrypted(client):
    return TRUSTING.wrap_socket(client)


def read_until(client, text, limit=5.0):
    """Seconds until a line with the text has come; None if the connection ended or the time was over."""
    start, got = time.monotonic(), b""
    while time.monotonic() - start < limit:
        try:
            more = client.recv(65536)
        except (TimeoutError, ConnectionError):
            return None
        if not more:
            return None
        got = got[-200:] + more
        if text in got:
            return time.monotonic() - start
    return None


# --- Attacks: each gets until when, and gives how many connections were taken and refused.

class Crowd:
    """As many connections as the server takes, up to `most`; their output is read unless told otherwise."""

    def __init__(self, most, port=LINES, reads=True, first=b""):
        self.most, self.port, self.reads, self.first = most, port, reads, first
        self.here, self.refused = [], 0
        self.selector = selectors.DefaultSelector()

    def grow(self, count):
        for _ in range(count):
            if len(self.here) >= self.most:
                return
            try:
                client = connect(ATTACKER, self.port)
                client.send(self.first)
                client.setblocking(False)
            except OSError:
                self.refused += 1
                return
            self.here.append(client)
            if self.reads:
                self.selector.register(client, selectors.EVENT_READ)

    def look(self, wait=0.0):
        for key, _ in self.selector.select(wait):
            client = key.fileobj
            try:
                got = client.recv(65536)
            except BlockingIOError:
                continue
            except OSError:
                got = b""
            if not got or got.startswith(b"! "):
                self.drop(client)

    def drop(self, client):
        if client not in self.here:
            return
        self.here.remove(client)
        self.refused += 1
        if self.reads:
            self.selector.unregister(client)
        client.close()

    def send(self, bytes_of):
        for number, client in enumerate(list(self.here)):
            try:
                client.send(bytes_of(number))
            except BlockingIOError:
                pass
            except OSError:
                self.drop(client)


def attack(until, bytes_of=None, most=200, port=LINES, reads=True, rest=0.01, first=b""):
    crowd, turn, peak = Crowd(most, port, reads, first), 0, 0
    while time.monotonic() < until:
        turn += 1
        crowd.grow(50)
        crowd.look()
        peak = max(peak, len(crowd.here))
        if bytes_of:
            crowd.send(lambda number: bytes_of(turn * 1000 + number))
        time.sleep(rest)
    return peak, crowd.refused


def reconnects(until):
    taken = refused = 0
    while time.monotonic() < until:
        try:
            client = connect(ATTACKER)
            refused += client.recv(64).startswith(b"! ")
            taken += 1
            client.close()
        except OSError:
            refused += 1
    return taken, refused


def handshakes(until):
    taken = refused = 0
    while time.monotonic() < until:
        try:
            encrypted(connect(ATTACKER, TLS)).close()
            taken += 1
        except OSError:
            refused += 1
    return taken, refused


ATTACKS = {
    "connections kept": lambda until: attack(until, most=5000),
    "connections again": reconnects,
    "half-open": lambda until: attack(until, most=5000, port=TELNET, reads=False),
    "half-open TLS": lambda until: attack(until, most=5000, port=TLS, reads=False, first=b"\x16\x03\x01\x02\x00\x01"),
    "TLS handshakes": handshakes,
    "floods": lambda until: attack(until, lambda n: b"x\n" * 500),
    "long lines": lambda until: attack(until, lambda n: b"x" * 4000 + b"\n"),
    "wrong passwords": lambda until: attack(until, lambda n: b"/login ann wrong%d\n" % n),
    "history": lambda until: attack(until, lambda n: b"/history 1000\n"),
    "search": lambda until: attack(until, lambda n: b"/search word%d\n" % n),
    "rooms": lambda until: attack(until, lambda n: b"/join room%d\n" % n),
    "resume codes": lambda until: attack(until, lambda n: b"/resume %08d\n" % n),
    "bytes unread": lambda until: attack(until, lambda n: b"/help\n/history 1000\n" * 50, reads=False),
    "not a chat": lambda until: attack(until, lambda n: b"GET / HTTP/1.1\r\n\r\n"),
}


def run_attack(name, seconds, result):
    result.put(ATTACKS[name](time.monotonic() + seconds))


# --- The other person

def person(until, by_tls):
    greeted, answered, lost = [], [], 0
    stay = connect(PERSON)
    if read_until(stay, b"You are") is None:
        return [5.0], [5.0], 1
    next_visit, number = time.monotonic(), 0
    while time.monotonic() < until:
        number += 1
        word = b"person%d" % number
        start = time.monotonic()
        stay.sendall(b"/unignore " + word + b"\n")
        found = read_until(stay, word)
        if found is None:
            lost += 1
            stay = connect(PERSON)
            read_until(stay, b"You are")
        answered.append(time.monotonic() - start)
        if time.monotonic() >= next_visit:
            next_visit += 0.5
            start = time.monotonic()
            try:
                visit = encrypted(connect(PERSON, TLS)) if by_tls else connect(PERSON)
                lost += read_until(visit, b"You are") is None
                visit.close()
            except OSError:
                lost += 1
            greeted.append(time.monotonic() - start)
        time.sleep(0.25)
    return greeted, answered, lost


def serve(binary, directory):
    log = open(os.path.join(directory, "log"), "wb")
    certificate, key = os.path.join(directory, "cert.pem"), os.path.join(directory, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)  # fmt: skip
    command = [binary, "--listen", f"tcp://{SERVER}:{LINES}", "--listen", f"telnet://{SERVER}:{TELNET}",
               "--listen", f"tls://{SERVER}:{TLS}", "--tls-cert", certificate, "--tls-key", key,
               "--data-dir", os.path.join(directory, "data"), "--admin-socket", "none", "--max-clients", "2000"]
    server = subprocess.Popen(command, stderr=log)
    for _ in range(100):
        try:
            connect(PERSON).close()
            return server, log
        except OSError:
            time.sleep(0.05)
    sys.exit("confabd does not start: " + open(log.name).read())



def measure(binary, name, seconds):
    with tempfile.TemporaryDirectory() as directory:
        server, log = serve(binary, directory)
        try:
            before = os.path.getsize(log.name)
            result = multiprocessing.Queue()
            attacker = multiprocessing.Process(target=run_attack, args=(name, seconds, result))
            attacker.start()
            time.sleep(0.5)
            greeted, answered, lost = person(time.monotonic() + seconds - 1, "TLS" in name)
            taken, refused = result.get(timeout=30)
            attacker.join()
            logged = (os.path.getsize(log.name) - before) / seconds
        finally:
            server.kill()
            server.wait()
    good = max(greeted) <= GREETED and max(answered) <= ANSWERED and logged <= LOGGED and not lost
    print(f"{name:18} {taken:7} {refused:8} {max(greeted):9.3f} {max(answered):9.3f} {lost:5} "
          f"{logged / 1024:9.1f}   {'' if good else 'TOO MUCH'}", flush=True)
    return good


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.inside:
        if subprocess.run(["unshare", "-n", "true"], stderr=subprocess.DEVNULL).returncode != 0:
            print("skipped: no network namespaces here")
            sys.exit(SKIPPED)
        os.execvp("unshare", ["unshare", "-n", sys.executable, *sys.argv, "--inside"])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in (SERVER, ATTACKER, PERSON):
        subprocess.run(["ip", "address", "add", f"{address}/32", "dev", "lo"], check=True)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 20000), hard))
    wanted = options.only.split(",") if options.only else ATTACKS
    print(f"{'attack':18} {'taken':>7} {'refused':>8} {'greeted s':>9} {'answer s':>9} {'lost':>5} {'log KB/s':>9}")
    sys.exit(0 if all([measure(options.binary, name, options.seconds) for name in wanted]) else 1)


if __name__ == "__main__":
    main()
