"""Whole processes, measured from outside: seconds and the peak of memory."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """The median seconds of several runs, the peak of their resident megabytes, and the seconds of the fastest."""

    seconds: float
    megabytes: float
    runs: int
    fastest: float


def process(command: Sequence[str], *, runs: int = 5, warm_up: int = 1, before: Sequence[str] = ()) -> Measured:
    """Run a command several times; `before` is run, unmeasured, ahead of each. Raises where it fails."""
    seconds, megabytes = [], []
    for number in range(warm_up + runs):
        if before:
            subprocess.run(before, check=True, stdout=subprocess.DEVNULL)
        started = time.perf_counter()
        usage = _run(command, None, None)
        if number >= warm_up:
            seconds.append(time.perf_counter() - started)
            megabytes.append(usage.ru_maxrss / 1000)
    return Measured(statistics.median(seconds), max(megabytes), runs, min(seconds))


def by_turns(
    commands: Sequence[Sequence[str]],
    *,
    runs: int = 31,
    warm_up: int = 1,
    folder: Path,
    environment: Mapping[str, str],
) -> list[Measured]:
    """Run short commands by turns in a folder, with more in the environment; seconds are the processor's.

    What else the machine does then slows all of them alike. Their memory is less than this process's own, and is
    not told (0). Raises where one fails.
    """
    seconds: list[list[float]] = [[] for _ in commands]
    for number in range(warm_up + runs):
        for at, command in enumerate(commands):
            usage = _run(command, folder, {**os.environ, **environment})
            if number >= warm_up:
                seconds[at].append(usage.ru_utime + usage.ru_stime)
    return [Measured(statistics.median(took), 0.0, runs, min(took)) for took in seconds]


def _run(command: Sequence[str], folder: Path | None, environment: Mapping[str, str] | None) -> resource.struct_rusage:
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder, env=environment)
    assert child.stderr is not None
    complaint = child.stderr.read()
    child.stderr.close()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        raise RuntimeError(f"{command[0]} ended with {child.returncode}: {complaint.decode()[:500]}")
    return usage
