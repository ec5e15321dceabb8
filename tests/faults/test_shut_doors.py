"""Folders and files that are shut, or are not what they should be: each command says so in a sentence.

Root passes every door, so that it first gives up the right to; nobody else needs to.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store.store import Store

from tests.keys import new_pair

RIGHTS = "-dac_override,-dac_read_search,-fowner"
SETPRIV = ("setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}")
COMMANDS = """
    list
    due --within 400
    check
    check --repair
    export -
    note Ortiz
    import --yes {mail}
    backup
    restore thanks.json.prev
    forget --yes Nobody
    encrypt-backups
    encrypt-backups {key} --older encrypt
    encrypt-backups --off --older remove
"""
SCRIPT = """
import sys
from thanks_tui.tui.cli import main
for words in sys.stdin.read().splitlines():
    print(f"\\n$ {words}", flush=True)
    code = main([*words.split(), "--data-dir", sys.argv[1]])
    print(f"\\n= {code}", flush=True)
"""
MAIL = """\
From: Lee Park <lee@contoso.example>
Subject: Your application for Data Engineer at Contoso
Date: Thu, 12 Nov 2026 10:15:00 +0000
Message-ID: <news-1@contoso.example>

Dear Sam,

Thank you for your interview for the position of Data Engineer at Contoso. Unfortunately, we have decided to
move forward with another candidate.

Lee Park
Recruiter, Contoso
"""

pytestmark = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None, reason="setpriv is not installed"
)


def shut(name: str) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        (folder / name).chmod(0)

    return do


def close_for_writing(folder: Path) -> None:
    folder.chmod(0o500)


def put_a_folder(name: str) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return do


def put_a_file(folder: Path) -> None:
    shutil.rmtree(folder / "backups")
    (folder / "backups").write_text("mine")


def lead_elsewhere(folder: Path) -> None:
    (folder / "backups").rename(folder.parent / "elsewhere")
    (folder / "backups").symlink_to(folder.parent / "elsewhere")


def lead_in_a_circle(folder: Path) -> None:
    (folder / "thanks.json").unlink()
    (folder / "thanks.json").symlink_to("thanks.json")


def put_a_pipe(folder: Path) -> None:
    (folder / "thanks.json").unlink()
    os.mkfifo(folder / "thanks.json")


DOORS: dict[str, Callable[[Path], None]] = {
    "the store": shut("thanks.json"),
    "the one before": shut("thanks.json.prev"),
    "the lock": shut(".thanks.json.lock"),
    "the backups": shut("backups"),
    "the folder": shut("."),
    "the folder, for writing": close_for_writing,
    "a folder for the store": put_a_folder("thanks.json"),
    "a folder for the one before": put_a_folder("thanks.json.prev"),
    "a folder for the lock": put_a_folder(".thanks.json.lock"),
    "a file for the backups": put_a_file,
    "a link for the backups": lead_elsewhere,
    "a link to itself": lead_in_a_circle,
    "a pipe": put_a_pipe,
}


@pytest.mark.parametrize("door", DOORS)
def test_a_shut_door_is_told_in_a_sentence_and_nothing_is_lost(tmp_path: Path, door: str):
    folder = tmp_path / "kept"
    with Store.open(folder / "thanks.json") as store:
        application = Application(company="Northwind")
        store.put(application)
        store.put(Contact(application_id=application.id, name="Dana Ortiz"))
    (folder / "backups").mkdir(mode=0o700)
    (tmp_path / "no.eml").write_text(MAIL)
    (tmp_path / "elsewhere.txt").write_text("mine")
    kept = (folder / "thanks.json").read_bytes()
    DOORS[door](folder)
    try:
        told = run(folder, COMMANDS.format(mail=tmp_path / "no.eml", key=new_pair(tmp_path).public))
    finally:
        folder.chmod(0o700)
        for file in folder.iterdir():
            if not file.is_symlink():
                file.chmod(0o700)
    codes = [line for line in told.splitlines() if line.startswith("= ")]
    assert len(codes) == len(COMMANDS.split("\n")) - 2, told
    assert set(codes) <= {"= 0", "= 1"}, told
    held = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    if door not in {"a folder for the store", "a link to itself", "a pipe"}:
        assert any(b"Dana Ortiz" in data for data in held), told
    assert kept or not held


def run(folder: Path, commands: str) -> str:
    """Run command lines in one process that passes no shut door; return all that it said."""
    words = "\n".join(line.strip() for line in commands.splitlines() if line.strip())
    start = [*(SETPRIV if os.geteuid() == 0 else ()), sys.executable, "-c", SCRIPT, str(folder)]
    done = subprocess.run(
        start,
        input=words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode and "setpriv" in done.stdout:
        pytest.skip("root may not give up its rights here")
    return done.stdout
