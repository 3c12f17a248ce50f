#!/usr/bin/env python3
"""What encryption costs: confabd's own, and that of nginx (stream) and stunnel in front of confabd without it.

    tests/measure/tls.py build/release/confabd [--clients 200] [--lines 100] [--seconds 4] [--rounds 3]

One person talks, `lines` times a second, and all `clients` hear it. For each way of connecting a row: CPU of all its
processes per delivery, confabd's part of that, and memory per client that is there and silent (the proportional set
size of all its processes). Ways take turns, the figures are medians of the rounds. Needs nginx with its stream module
(libnginx-mod-stream) and stunnel4; a way whose program is not there is left out.
"""

import argparse
import os
import selectors
import shutil
import socket
import ssl
import statistics
import subprocess
import tempfile
import time

TRUSTING = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
TRUSTING.check_hostname, TRUSTING.verify_mode = False, ssl.CERT_NONE
TICK = os.sysconf("SC_CLK_TCK")
IDLE = 500  # silent clients, whose memory is measured


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, limit=10.0):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise SystemExit(f"nothing accepts on port {port}")


def family(pid):
    """The process, and those it has started."""
    pids = [pid]
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat") as stat:
                if int(stat.read().rsplit(")", 1)[1].split()[1]) == pid:
                    pids.append(int(entry))
        except OSError:
            continue
    return pids


def cpu(pids):
    ticks = 0
    for pid in pids:
        with open(f"/proc/{pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / TICK


def memory(pids):
    kib = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup") as rollup:
            kib += next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return kib


class Way:
    """Processes, and a port at which confabd is reached through them."""

    def __init__(self, folder, name, confabd):
        self.name, self.folder, self.encrypted = name, folder, name != "plain"
        self.plain, self.port, self.started = free_port(), free_port(), []
        own = name == "confabd"
        listen = ["--listen", f"tcp://127.0.0.1:{self.plain}"]
        if own:
            listen += ["--listen", f"tls://127.0.0.1:{self.port}"]
            listen += ["--tls-cert", f"{folder}/cert.pem", "--tls-key", f"{folder}/key.pem"]
        if name == "plain":
            self.port = self.plain
        self.run(confabd, *listen, "--data-dir", f"{folder}/{name}", "--flood-rate", "0", "--log-level", "warn")
        wait_for(self.plain)
        if name == "nginx":
            self.run("nginx", "-c", self.write("nginx.conf", NGINX))
        elif name == "stunnel":
            self.run("stunnel4", self.write("stunnel.conf", STUNNEL))
        wait_for(self.port)

    def write(self, name, text):
        path = f"{self.folder}/{name}"
        with open(path, "w") as file:
            file.write(text.format(folder=self.folder, port=self.port, plain=self.plain))
        return path

    def run(self, *command):
        log = open(f"{self.folder}/{self.name}.log", "a")  # noqa: SIM115, as long as the process
        self.started.append(subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def pids(self):
        return [pid for process in self.started for pid in family(process.pid)]

    def stop(self):
        for process in reversed(self.started):
            process.terminate()
            process.wait()

    def connect(self):
        client = socket.create_connection(("127.0.0.1", self.port))
        client.settimeout(20)
        if not self.encrypted:
            return client
        return TRUSTING.wrap_socket(client)


NGINX = """load_module /usr/lib/nginx/modules/ngx_stream_module.so;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
daemon off;
worker_processes 1;
events {{ worker_connections 4096; }}
stream {{
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {folder}/cert.pem;
        ssl_certificate_key {folder}/key.pem;
        proxy_pass 127.0.0.1:{plain};
    }}
}}
"""
STUNNEL = """foreground = yes
pid =
[chat]
accept = 127.0.0.1:{port}
connect = 127.0.0.1:{plain}
cert = {folder}/cert.pem
key = {folder}/key.pem
"""


def hear(client, text):
    got = b""
    while text not in got:
        more = client.recv(65536)
        if not more:
            raise SystemExit(f"a connection ended instead of {text!r}")
        got = got[-len(text) :] + more


def idle_memory(way):
    before, here = memory(way.pids()), []
    for _ in range(IDLE):
        client = way.connect()
        hear(client, b"here)")
        here.append(client)
    time.sleep(3)  # until what is announced and flushed is over
    grown = memory(way.pids()) - before
    for client in here:
        client.close()
    return grown / IDLE


def talk(way, options):
    """CPU seconds of confabd, of all, and deliveries. What others hear is taken from the socket as it comes."""
    listeners, selector = [], selectors.DefaultSelector()
    for _ in range(options.clients):
        client = way.connect()
        hear(client, b"here)")
        client.setblocking(False)
        selector.register(client.fileno(), selectors.EVENT_READ)
        listeners.append(client)
    talker = way.connect()
    hear(talker, b"here)")
    end_of_joins = time.monotonic() + 3
    while time.monotonic() < end_of_joins:
        drain(selector, 0.1)
    pids, confabd = way.pids(), [way.started[0].pid]
    begin = time.monotonic()
    cpu_all, cpu_own = cpu(pids), cpu(confabd)
    said = 0
    while time.monotonic() - begin < options.seconds:
        due = begin + said / options.lines
        drain(selector, max(0.0, due - time.monotonic()))
        if time.monotonic() >= due:
            said += 1
            talker.sendall(b"line %06d is as long as what people say to each other\n" % said)
    hear(talker, b"line %06d is as long as what people say to each other" % said)
    while drain(selector, 0.3):
        pass
    figures = cpu(confabd) - cpu_own, cpu(pids) - cpu_all, said * (options.clients + 1)
    for client in [*listeners, talker]:
        client.close()
    return figures


def drain(selector, wait):
    count = 0
    for key, _ in selector.select(wait):
        try:
            count += len(os.read(key.fd, 1 << 18))
        except BlockingIOError:
            continue
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("confabd")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--lines", type=int, default=100, help="a second")
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    names = ["plain", "confabd"]
    names += [name for name, program in (("nginx", "nginx"), ("stunnel", "stunnel4")) if shutil.which(program)]
    own, whole, idle = ({name: [] for name in names} for _ in range(3))
    for _ in range(options.rounds):
        for name in names:
            with tempfile.TemporaryDirectory() as folder:
                subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                                "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", f"{folder}/key.pem",
                                "-out", f"{folder}/cert.pem"], check=True, capture_output=True)  # fmt: skip
                way = Way(folder, name, options.confabd)
                try:
                    idle[name].append(idle_memory(way))
                    of_confabd, of_all, deliveries = talk(way, options)
                finally:
                    way.stop()
                own[name].append(of_confabd / deliveries * 1e6)
                whole[name].append(of_all / deliveries * 1e6)
    print(f"{options.clients} clients, {options.lines} lines a second, medians of {options.rounds} rounds")
    print(f"{'way':<10}{'CPU us/delivery':>17}{'of confabd':>12}{'to plain':>10}{'KiB/idle client':>17}")
    plain = statistics.median(whole["plain"])
    for name in names:
        all_of_it = statistics.median(whole[name])
        print(f"{name:<10}{all_of_it:>17.2f}{statistics.median(own[name]):>12.2f}{all_of_it / plain:>10.2f}"
              f"{statistics.median(idle[name]):>17.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
