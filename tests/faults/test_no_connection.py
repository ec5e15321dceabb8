"""Watches every system call that could reach another machine: there is none."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact, Profile
from thanks_tui.data.store.store import Store

from tests.terminal import Terminal, installed_command

MAIL = Path(__file__).parents[1] / "data" / "mails" / "ashby.eml"
NETWORK = "?socket,?connect,?bind,?listen,?accept,?accept4,?sendto,?sendmsg,?sendmmsg"
REACHES_OUT = re.compile(r"AF_INET6?|AF_PACKET|AF_NETLINK")

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of a store with somebody in it."""
    folder = tmp_path / "kept"
    with Store.open(folder / "thanks.json") as store:
        application = Application(company="Northwind")
        store.put(Profile(name="Sam Okonkwo"), application)
        store.put(Contact(application_id=application.id, name="Dana Ortiz", email="dana@northwind.example"))
    return folder


def traced(log: Path, *words: str) -> list[str]:
    """Return a command line of the program that writes its calls to the network into `log`."""
    return ["strace", "-f", "-qq", "-e", f"trace={NETWORK}", "-o", str(log), installed_command(), *words]


def test_the_trace_shows_who_reaches_out(tmp_path: Path):
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    start = traced(tmp_path / "log")[:-1]
    done = subprocess.run([*start, "python3", "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"strace may not trace here: {done.stderr.strip()}")
    assert REACHES_OUT.search((tmp_path / "log").read_text())


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("due", "--within", "400"),
        ("note", "Ortiz"),
        ("check",),
        ("backup",),
        ("export", "-"),
        ("import", "--yes", str(MAIL)),
        ("forget", "--yes", "Dana Ortiz"),
    ],
    ids=lambda words: words[0],
)
def test_no_command_does(kept: Path, tmp_path: Path, words: tuple[str, ...]):
    log = tmp_path / "log"
    done = subprocess.run(
        traced(log, *words, "--data-dir", str(kept)), capture_output=True, text=True, check=False
    )
    if "strace:" in done.stderr:
        pytest.skip(f"strace may not trace here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert not REACHES_OUT.search(log.read_text())


def test_the_app_does_not_either(kept: Path, tmp_path: Path):
    log = tmp_path / "log"
    with Terminal(traced(log, "--data-dir", str(kept))) as terminal:
        terminal.wait_for("Northwind")
        terminal.press("enter")
        terminal.wait_for("Dana Ortiz")
        terminal.press("enter")
        terminal.wait_for("3 Points")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert not REACHES_OUT.search(log.read_text())
