#!/usr/bin/env python3
"""load.py PORT CLIENTS SECONDS: so many people in one room; a few talk, all but one read, and one does not."""
import selectors
import socket
import sys
import time

port, clients, seconds = (int(each) for each in sys.argv[1:4])


def connect(number, receive_buffer=0):
    one = socket.socket()
    if receive_buffer:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    one.bind((f"127.0.1.{number % 250 + 1}", 0))
    one.connect(("127.0.0.1", port))
    return one


people = [connect(number) for number in range(clients)]
deaf = connect(0, 4096)
chosen = selectors.DefaultSelector()
for one in people:
    one.setblocking(False)
    chosen.register(one, selectors.EVENT_READ)
received = 0
ends = time.monotonic() + seconds
next_line = time.monotonic()
while (now := time.monotonic()) < ends:
    if now >= next_line:
        # More every other five seconds, so that the curves have something to show.
        pace = 0.005 if int(ends - now) // 5 % 2 else 0.05
        next_line = now + pace
        for talker in people[:4]:
            talker.send(b"x" * 400 + b"\n")
    for key, _ in chosen.select(max(0.0, next_line - time.monotonic())):
        data = key.fileobj.recv(1 << 16)
        received += data.count(b"\n")
        if not data:
            sys.exit("a client was closed")
print(received)
