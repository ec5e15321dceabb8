"""Runs an operation of `operations.py` under strace with a fault at one system call, or to list the calls."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from .forking import MARKERS

ROOT = Path(__file__).parents[2]
EVERY_CALL = (
    "?open,?openat,?read,?readv,?pread64,?write,?writev,?pwrite64,?pwritev,?pwritev2,?lseek,?ftruncate,"
    "?fsync,?fdatasync,?sync_file_range,?close,?stat,?lstat,?fstat,?newfstatat,?statx,?access,?faccessat,"
    "?faccessat2,?getdents,?getdents64,?readlink,?readlinkat,?flock,?copy_file_range,?sendfile,?fallocate,"
    "?fchmod,?chmod,?fchmodat,?fcntl,?link,?linkat,?rename,?renameat,?renameat2,?symlink,?symlinkat,"
    "?unlink,?unlinkat,?mkdir,?mkdirat,?rmdir,?truncate,?utimensat"
)
"""Every call that reads or writes files; `?` lets strace pass over those that this machine has not."""
KILL = "signal=SIGKILL"

_CALL = re.compile(r"^\d+ +(\w+)\(")


class Call(NamedTuple):
    """One system call of an operation: its name, and the how manieth of that name it is."""

    name: str
    number: int


class Outcome(NamedTuple):
    """How an operation ended."""

    code: int
    """0 done, 3 told why not, -9 killed; anything else is a fault of ours."""
    told: str
    struck: bool
    """Whether the fault hit the call that it was meant for, and no other."""


def refusal(folder: Path) -> str:
    """Return why there is no strace here; empty if there is."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    sleeper = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        command = ["strace", "-o", str(folder / "probe"), "-p", str(sleeper.pid)]
        probe = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert probe.stderr is not None
        first = probe.stderr.readline()
        sleeper.communicate(b"\n")
        probe.communicate()
    finally:
        sleeper.kill()
    return "" if " attached" in first else f"strace may not trace here: {first.strip()}"


class Laboratory:
    """The process that acts, and strace beside it; use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "log"
        self._said = folder / "said"
        command = [sys.executable, "-B", "-m", "tests.faults.forking"]
        self._server = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.kill()
        self._server.communicate()

    def calls(self, name: str, path: Path) -> list[Call]:
        """Do an operation once without a fault, and return its system calls."""
        code, told = self._run(name, path, EVERY_CALL)
        assert code == 0, told
        counts: Counter[str] = Counter()
        calls: list[Call] = []
        inside = False
        for line in self.log.read_text(errors="replace").splitlines():
            if MARKERS[1] in line:
                return calls
            called = name_of(line)
            if called:
                counts[called] += 1
                if inside:
                    calls.append(Call(called, counts[called]))
            inside = inside or MARKERS[0] in line
        raise AssertionError("the operation never came to an end")

    def strike(self, name: str, path: Path, calls: list[Call], at: int, fault: str) -> Outcome:
        """Do an operation with a fault at the call `at` of `calls`."""
        call = calls[at]
        traced = f"?open,?openat,{call.name}"
        code, told = self._run(name, path, traced, "-e", f"inject={call.name}:{fault}:when={call.number}")
        return Outcome(code, told, self._struck(calls, at, fault))

    def record(self, name: str, path: Path, traced: str, *options: str) -> None:
        """Do an operation once without a fault, and leave all that it called in the log."""
        code, told = self._run(name, path, traced, *options)
        assert code == 0, told

    def _run(self, name: str, path: Path, traced: str, *options: str) -> tuple[int, str]:
        pid = self._ask(name, str(path), str(self._said))
        command = ["strace", "-f", "-o", str(self.log), "-e", f"trace={traced}", *options, "-p", str(pid)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
            assert tracer.stderr is not None
            first = tracer.stderr.readline()
            assert " attached" in first, first
            code = self._ask("go")
            tracer.stderr.read()
        return code, self._said.read_text()

    def _ask(self, *words: str) -> int:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(f"{json.dumps(words)}\n")
        answer = self._server.stdout.readline()
        assert answer, "the process that acts is gone"
        return int(answer)

    def _struck(self, calls: list[Call], at: int, fault: str) -> bool:
        lines = self.log.read_text(errors="replace").splitlines()
        begins = next(number for number, line in enumerate(lines) if MARKERS[0] in line)
        inside = lines[begins + 1 :]
        traced = {"open", "openat", calls[at].name}
        meant = [call.name for call in calls[: at + 1] if call.name in traced]
        names = [name for line in inside if (name := name_of(line))]
        if names[: len(meant)] != meant:
            return False
        if fault == KILL:
            return len(names) == len(meant) and "killed by SIGKILL" in inside[-1]
        return [n for n, line in enumerate(inside) if "(INJECTED)" in line] == [len(meant) - 1]


def name_of(line: str) -> str:
    found = _CALL.match(line)
    return found[1] if found else ""
