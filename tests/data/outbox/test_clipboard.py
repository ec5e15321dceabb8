"""The system's clipboard, played by a small program on a path of its own."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from thanks_tui.data.outbox.clipboard import copy_to_system

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the programs of a Linux desktop")

WORKS = '#!/bin/sh\nfor last; do :; done\nif [ "$last" = -o ]; then cat "$KEPT"; else cat > "$KEPT"; fi\n'


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of programs, which is all that the desktop has."""
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    monkeypatch.setenv("KEPT", str(tmp_path / "kept"))
    return programs


def xclip(desktop: Path, script: str) -> None:
    program = desktop / "xclip"
    program.write_text(script)
    program.chmod(0o700)


def test_the_text_arrives(desktop: Path, tmp_path: Path):
    xclip(desktop, WORKS)
    assert copy_to_system("Dear Zoë,\n\nthank you 🎉\x1b[31m")
    assert (tmp_path / "kept").read_text() == "Dear Zoë,\n\nthank you 🎉[31m"


def test_a_failure_is_told_and_silent(desktop: Path, capfd: pytest.CaptureFixture[str]):
    xclip(desktop, '#!/bin/sh\necho noise\necho "Error: Can\'t open display" >&2\nexit 1\n')
    assert not copy_to_system("hello")
    assert capfd.readouterr() == ("", "")


def test_a_desktop_that_hangs_is_given_up(desktop: Path):
    xclip(desktop, "#!/bin/sh\nsleep 60\n")
    began = time.monotonic()
    assert not copy_to_system("hello", patience=0.5)
    assert time.monotonic() - began < 10


def test_without_a_program_there_is_no_clipboard(desktop: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(desktop))
    assert not copy_to_system("hello")


def test_without_a_desktop_nothing_is_started(desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    xclip(desktop, WORKS)
    monkeypatch.delenv("DISPLAY")
    assert not copy_to_system("hello")
    assert not (tmp_path / "kept").exists()


def test_nothing_is_not_copied(desktop: Path):
    xclip(desktop, WORKS)
    assert not copy_to_system("")


def test_a_python_that_has_gone_is_no_crash(desktop: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", str(desktop / "no-python"))
    assert not copy_to_system("hello")


def test_a_module_in_the_present_folder_is_not_run(
    desktop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "pyperclip.py").write_text("raise SystemExit(0)")
    monkeypatch.chdir(tmp_path)
    xclip(desktop, "#!/bin/sh\nexit 1\n")
    assert not copy_to_system("hello")
