"""The program is ended while it saves or imports: it comes to an end of that first, or it has not begun."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Profile
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, installed_command

from .oracle import assert_tidy
from .strace import refusal

pytestmark = pytest.mark.faults

MANY = 3000


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        assert store.problems == ()
        return [each.company for each in store.applications()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL])
def test_an_import_is_all_or_nothing(
    tmp_path: Path, number: signal.Signals, record_property: Callable[[str, object], None]
):
    incoming = tmp_path / "incoming.json"
    applications = [{"id": f"{each:032x}", "company": f"Company {each}"} for each in range(MANY)]
    incoming.write_text(json.dumps({"schema": 1, "applications": applications}))
    chance = random.Random(number)
    outcomes = {0: 0, MANY: 0}
    struck = 0
    taken = 1.0
    for attempt in range(12):
        folder = tmp_path / str(attempt)
        began = time.monotonic()
        command = [installed_command(), "--data-dir", str(folder), "import", "--yes", str(incoming)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as importing:
            try:
                importing.communicate(timeout=None if attempt == 0 else chance.uniform(0.3, 1.1) * taken)
            except subprocess.TimeoutExpired:
                importing.send_signal(number)
                importing.communicate(timeout=20)
                # An end that its own code gives is one that came before the signal did.
                struck += importing.returncode in (-number, 128 + number)
        if attempt == 0:
            taken = time.monotonic() - began
        if not (folder / "thanks.json").exists():
            outcomes[0] += 1
            continue
        found = companies(folder / "thanks.json")
        assert len(found) in outcomes
        outcomes[len(found)] += 1
        with Store.open(folder / "thanks.json"):
            assert_tidy(folder / "thanks.json")
    assert struck > 0
    record_property(
        "counted", f"{struck} imports ended by {number.name}: {outcomes[0]} nothing, {outcomes[MANY]} all"
    )


def slowly(path: Path, microseconds: int) -> list[str]:
    """Return the command that opens the store at `path`, on a disk that takes its time to sync."""
    strace = [shutil.which("strace") or "strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync"]
    strace += ["-e", f"inject=fsync:delay_enter={microseconds}"]
    return [*strace, installed_command(), "--data-dir", str(path.parent)]


def test_a_save_that_is_slow_is_waited_for(tmp_path: Path):
    if reason := refusal(tmp_path):
        pytest.skip(reason)
    path = tmp_path / "kept" / "thanks.json"
    with Store.open(path) as store:
        store.put(Profile(name="Sam"), Application(company="Northwind", rejected_on=date(2026, 11, 12)))
    env = {"HOME": str(tmp_path), "TEXTUAL_ANIMATIONS": "none"}
    with Terminal(slowly(path, 700_000), env=env) as terminal:
        terminal.wait_for("Northwind", timeout=60)
        terminal.press("n")
        terminal.wait_for("A rejection")
        terminal.settle()
        terminal.send("Contoso")
        terminal.wait_for("Contoso")
        generation = Store.open(path, read_only=True).generation
        terminal.send("\x13")
        terminal.wait_until(lambda: bool(list(path.parent.glob(".*.tmp"))), "the save to begin")
        terminal.signal(signal.SIGTERM)
        terminal.wait(timeout=20)
    assert companies(path) == ["Northwind", "Contoso"]
    assert Store.open(path, read_only=True).generation > generation
    with Store.open(path):
        assert not list(path.parent.glob(".*.tmp"))


def test_forgetting_that_is_slow_is_waited_for(tmp_path: Path):
    if reason := refusal(tmp_path):
        pytest.skip(reason)
    path = tmp_path / "kept" / "thanks.json"
    job = Application(company="Northwind", rejected_on=date(2026, 11, 12))
    with Store.open(path) as store:
        store.put(Profile(name="Sam"), job, Contact(application_id=job.id, name="Dana Ortiz"))
        store.put(Contact(application_id=job.id, name="Lee Park"))
    env = {"HOME": str(tmp_path), "TEXTUAL_ANIMATIONS": "none"}
    with Terminal(slowly(path, 250_000), env=env) as terminal:
        terminal.wait_for("Northwind", timeout=60)
        terminal.press("enter")
        terminal.wait_for("Lee Park")
        terminal.press("X")
        terminal.wait_for("Of Dana Ortiz this goes")
        terminal.press("y")
        terminal.wait_until(lambda: bool(list(path.parent.glob(".*.tmp"))), "the writing to begin")
        terminal.signal(signal.SIGTERM)
        terminal.wait(timeout=20)
    with Store.open(path) as store:
        assert store.notices == ()
        assert [each.name for each in store.all_contacts()] == ["Lee Park"]
        assert_tidy(path)
    assert not any(b"Ortiz" in each.read_bytes() for each in (path, path.with_name("thanks.json.prev")))
