"""Handing a text to the user's own editor: what may go wrong is a sentence, and no file is left behind."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import App
from thanks_tui.data.errors import NotFoundError, NotWrittenError
from thanks_tui.tui.screens.editor import edit_outside


class Aside(App[None]):
    """An app that can stand aside without a terminal."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        yield


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that $VISUAL names."""
    path = tmp_path / "editor"
    path.write_text("#!/bin/sh\nprintf 'Mended.\\n' > \"$1\"\n")
    path.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(path))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (folder := tmp_path / "notes").mkdir()
    return folder


@contextmanager
def full_disk() -> Iterator[None]:
    """No file can grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_text_comes_back_with_its_file_for_the_caller_to_remove(editor: Path, folder: Path):
    told: list[str] = []
    assert edit_outside(Aside(), "Dear Dana,", folder, told.append) == "Mended."
    assert [file.name for file in folder.iterdir()] == told


def test_an_editor_that_cannot_be_started_is_told(editor: Path, folder: Path):
    editor.write_text("#!/no/such/interpreter\n")
    with pytest.raises(NotFoundError, match=r"editor cannot be started \(No such file or directory\)"):
        edit_outside(Aside(), "Dear Dana,", folder, str)
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(editor: Path, folder: Path):
    with pytest.raises(NotWrittenError, match=r"could not be written to .*gone \(No such"):
        edit_outside(Aside(), "Dear Dana,", folder / "gone", str)


def test_a_disk_that_is_full_leaves_no_file(editor: Path, folder: Path):
    with full_disk(), pytest.raises(NotWrittenError, match="File too large"):
        edit_outside(Aside(), "Dear Dana,", folder, str)
    assert list(folder.iterdir()) == []
