"""What else the machine is doing: figures of a run mean little if it was busy with something else."""

import os
import resource
import time
from pathlib import Path


def used():
    """CPU seconds since some time ago: everybody's, and those of us and our children that are done."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, fields[:8])
    everybody = (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
    ours = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        ours += usage.ru_utime + usage.ru_stime
    return everybody, ours, time.monotonic()


def cores_since(before):
    """How many CPUs others kept busy since used() returned `before`; our children must be reaped."""
    now = used()
    seconds = max(now[2] - before[2], 1e-9)
    return max(0.0, ((now[0] - before[0]) - (now[1] - before[1])) / seconds)


def wait_for_quiet(patience):
    """Until others take less than a tenth of a CPU, or the patience (in seconds) is at its end."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        before = used()
        time.sleep(0.5)
        if cores_since(before) < 0.1:
            return
