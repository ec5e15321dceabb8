"""A process that does what it is told in children of its own, which somebody may trace; see `strace.py`.

It has loaded everything, and done each operation once, before it has the first child: what a child calls of
the system is then its operation and nothing else, the same in every run.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import select
import sys
import tempfile
import traceback
from pathlib import Path

from thanks_tui.data.errors import ThanksError

from .operations import OPERATIONS, Operation, set_sizes, sizes_of

DONE, TOLD = 0, 3
"""How a child ends that did what it was to do, and one that said why it could not."""
MARKERS = ("/the-fault-may-come", "/the-fault-is-over")


def mark(name: str) -> None:
    """Leave a trace in the log of system calls: an open that fails."""
    try:
        os.open(name, os.O_RDONLY)
    except OSError:
        return


def act(operation: Operation, path: Path) -> int:
    """Do an operation between the two markers; return how it ended, and write to stderr what was told."""
    set_sizes(operation.sizes)
    ready = operation.ready(path)
    mark(MARKERS[0])
    try:
        operation.act(ready)
    except ThanksError as problem:
        os.write(2, f"{problem}\n".encode())
        return TOLD
    finally:
        mark(MARKERS[1])
    return DONE


def warm_up(operation: Operation) -> None:
    """Do an operation once, for all that happens only the first time."""
    with tempfile.TemporaryDirectory(prefix="thanks-") as folder:
        path = Path(folder, "kept", "thanks.json")
        with sizes_of(operation):
            operation.prepare(path)
            operation.act(operation.ready(path))


def let_anybody_trace() -> None:
    """Allow a tracer that did not start us, where the kernel's Yama asks for that."""
    ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)


def fork(operation: Operation, path: Path, said: Path) -> tuple[int, int]:
    """Start a child that waits for a byte before it acts; return its process id, and where to write it."""
    waiting, go = os.pipe()
    told, ready = os.pipe()
    pid = os.fork()
    if pid:
        os.close(waiting)
        os.close(ready)
        os.read(told, 1)
        os.close(told)
        return pid, go
    code = 1
    try:
        os.close(go)
        let_anybody_trace()
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        os.write(ready, b".")
        # Not read: whoever begins to trace in the middle of a call may or may not see its end.
        select.select([waiting], [], [])
        code = act(operation, path)
    except Exception:  # noqa: BLE001 - whatever it is, it is what the test is to tell
        traceback.print_exc()
    finally:
        os._exit(code)


def answer(number: int) -> None:
    """Tell whoever asked."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main() -> None:
    """Serve, line by line: a name of an operation, a path, and where to write what is told."""
    warmed: set[str] = set()
    for line in sys.stdin:
        name, path, said = json.loads(line)
        operation = OPERATIONS[name]
        if name not in warmed:
            warm_up(operation)
            warmed.add(name)
            gc.collect()
            gc.disable()
        pid, go = fork(operation, Path(path), Path(said))
        answer(pid)
        sys.stdin.readline()
        os.write(go, b".")
        _, status = os.waitpid(pid, 0)
        os.close(go)
        answer(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
