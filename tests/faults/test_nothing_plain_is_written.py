"""Looks over the shoulder of an encrypted export: no system call of it carries what is not encrypted."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.keys import new_pair
from tests.terminal import installed_command

CANARY = "Kanarienvogel"
WRITING = "?write,?writev,?pwrite64,?pwritev,?pwritev2,?sendfile,?copy_file_range,?mmap"

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def written(folder: Path, *words: str) -> str:
    """Return the trace of everything that a command line writes, wherever it goes."""
    log = folder / "trace"
    trace = ["strace", "-f", "-qq", "-s", "1000000", "-e", f"trace={WRITING}", "-o", str(log)]
    done = subprocess.run([*trace, installed_command(), *words], capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr or "Operation not permitted" in done.stderr:
        pytest.skip("there is no leave to trace")
    assert done.returncode == 0, done.stderr
    return log.read_text(errors="replace")


def test_an_encrypted_export_writes_nothing_else(tmp_path: Path):
    with Store.open(tmp_path / "kept" / "thanks.json") as store:
        store.put(Application(company=CANARY, their_words=f"{CANARY} " * 9000))
    kept, pair = str(tmp_path / "kept"), new_pair(tmp_path)
    plain = written(tmp_path, "export", str(tmp_path / "all.json"), "--data-dir", kept)
    assert CANARY in plain  # the trace would show it
    words = ("export", str(tmp_path / "all.json.age"), "--recipient", pair.public, "--data-dir", kept)
    assert CANARY not in written(tmp_path, *words)
    assert (tmp_path / "all.json.age").stat().st_size > 9000 * len(CANARY)
