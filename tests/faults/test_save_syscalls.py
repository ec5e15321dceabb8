"""Kills a save, and makes it fail, at each of its system calls in turn, with strace, in a real process.

Whatever happens, a fresh look at the store sees the state before or the state after, whole; and when the save
was acknowledged it is the state after. (That every error at every call is told in the right words is tested
without strace, in `tests/data/store/test_save_faults.py`.)
"""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.store import Store

from .one_save import MARKERS, NOT_SAVED, SAVED

SCRIPT = Path(__file__).with_name("one_save.py")
EVERY_CALL = (
    "?open,?openat,?read,?write,?writev,?pwrite64,?pwritev,?pwritev2,?lseek,?ftruncate,"
    "?fsync,?fdatasync,?sync_file_range,?close,?stat,?lstat,?fstat,?newfstatat,?statx,"
    "?fchmod,?chmod,?fchmodat,?fcntl,?link,?linkat,?rename,?renameat,?renameat2,"
    "?unlink,?unlinkat,?mkdir,?mkdirat"
)
"""Every call that reads or writes files; `?` lets strace pass over those that this machine has not."""
KILL = "signal=SIGKILL"
KILLED = -9

_CALL = re.compile(r"^\d+ +(\w+)\(")


class Call(NamedTuple):
    """One system call of the save: its name, and the how manieth of that name it is in the process."""

    name: str
    number: int


class Bench:
    """A store as it is before the save, and strace over a process that saves."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.kind = kind
        self.path = folder / "kept" / "thanks.json"
        self.log = folder / "log"
        self._clean = folder / "clean"
        with Store.open(self.path) as store:
            if kind != "first":
                store.put(Application(id="a" * 32, company="Older"))
                store.put(Application(id="a" * 32, company="Old", their_words="Some words. " * 100))
        self.before = companies(self.path)
        shutil.copytree(self.path.parent, self._clean)

    def run(self, trace: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Save once in a process of its own, from the state before, under strace."""
        shutil.rmtree(self.path.parent)
        shutil.copytree(self._clean, self.path.parent)
        command = ["strace", "-f", "-qq", "-o", str(self.log), "-e", f"trace={trace}", *options]
        script = [sys.executable, "-B", str(SCRIPT), str(self.path), self.kind]
        return subprocess.run([*command, *script], capture_output=True, text=True, timeout=60, check=False)

    def strike(self, call: Call, fault: str) -> subprocess.CompletedProcess[str]:
        """Save once with a fault at one call."""
        # The filter makes strace much faster, but with it strace 6.1 sends no signals.
        faster = [] if fault == KILL else ["--seccomp-bpf"]
        inject = f"inject={call.name}:{fault}:when={call.number}"
        return self.run(f"?open,?openat,{call.name}", *faster, "-e", inject)

    def calls(self) -> list[Call]:
        """Save once without a fault, and return the system calls of the save."""
        done = self.run(EVERY_CALL)
        assert (done.returncode, companies(self.path)) == (SAVED, ["New"]), done.stderr
        before, lines = self.logged()
        counts = Counter(name for line in before if (name := name_of(line)))
        calls: list[Call] = []
        for line in lines:
            if MARKERS[1] in line:
                return calls
            if name := name_of(line):
                counts[name] += 1
                calls.append(Call(name, counts[name]))
        raise AssertionError("the save never came to an end")

    def logged(self) -> tuple[list[str], list[str]]:
        """Return the lines of strace's log up to the first marker, and those after it."""
        lines = self.log.read_text().splitlines()
        begins = next(number for number, line in enumerate(lines) if MARKERS[0] in line)
        return lines[: begins + 1], lines[begins + 1 :]


def name_of(line: str) -> str:
    found = _CALL.match(line)
    return found[1] if found else ""


def refusal(folder: Path) -> str:
    """Return why there is no strace here; empty if there is."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    command = ["strace", "-f", "--seccomp-bpf", "-o", str(folder / "probe"), "-e", "trace=?openat", "true"]
    probe = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return f"strace may not trace here: {probe.stderr.strip()}" if probe.returncode else ""


def assert_hit(bench: Bench, calls: list[Call], at: int, fault: str) -> None:
    """Make sure that the fault struck the call that it was meant for, and not another or none."""
    traced = {"open", "openat", calls[at].name}
    meant = [call.name for call in calls[: at + 1] if call.name in traced]
    _, lines = bench.logged()
    names = [name for line in lines if (name := name_of(line))]
    assert names[: len(meant)] == meant
    if fault == KILL:
        assert len(names) == len(meant)
        assert "killed by SIGKILL" in lines[-1]
    else:
        struck = [number for number, line in enumerate(lines) if "(INJECTED)" in line]
        assert struck == [len(meant) - 1]


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        assert store.problems == ()
        assert store.notices == ()
        return [application.company for application in store.applications()]


def assert_sound(bench: Bench, done: subprocess.CompletedProcess[str]) -> None:
    """Look at what a process left behind, as the next start of the program would."""
    path, before, after = bench.path, bench.before, ["New"]
    allowed = {SAVED: [after], NOT_SAVED: [before], KILLED: [before, after]}
    assert done.returncode in allowed, done.stderr
    assert companies(path) in allowed[done.returncode], done.stdout
    assert (done.returncode == NOT_SAVED) is done.stdout.startswith("Not saved: ")
    with Store.open(path) as store:
        assert not store.locked_out
        assert store.notices == ()
        assert not list(path.parent.glob(".*.tmp"))
        store.put(Profile(name="Sam"))
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("kind", "error"), [("grow", "error=ENOSPC"), ("shrink", "error=EIO"), ("first", "error=EDQUOT")]
)
def test_each_system_call_of_a_save(
    tmp_path: Path, kind: str, error: str, capsys: pytest.CaptureFixture[str]
):
    if reason := refusal(tmp_path):
        pytest.skip(reason)
    bench = Bench(tmp_path, kind)
    calls = bench.calls()
    assert {"fsync", "close"} < {call.name for call in calls}
    faults = 0
    for at, call in enumerate(calls):
        for fault in (KILL, error):
            done = bench.strike(call, fault)
            assert_hit(bench, calls, at, fault)
            assert_sound(bench, done)
            faults += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{kind}: {len(calls)} system calls, {faults} faults, all hit, 0 violations\n")
