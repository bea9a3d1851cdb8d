"""Whole processes, measured from outside: wall seconds and the peak of memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of several runs: wall seconds and peak resident megabytes."""

    seconds: float
    megabytes: float
    runs: int


def process(command: Sequence[str], *, runs: int = 5, warm_up: int = 1, before: Sequence[str] = ()) -> Measured:
    """Run a command several times; `before` is run, unmeasured, ahead of each. Raises where it fails."""
    seconds, megabytes = [], []
    for number in range(warm_up + runs):
        if before:
            subprocess.run(before, check=True, stdout=subprocess.DEVNULL)
        started = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert child.stderr is not None
        complaint = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        took = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            raise RuntimeError(f"{command[0]} ended with {child.returncode}: {complaint.decode()[:500]}")
        if number >= warm_up:
            seconds.append(took)
            megabytes.append(usage.ru_maxrss / 1000)
    return Measured(statistics.median(seconds), max(megabytes), runs)
