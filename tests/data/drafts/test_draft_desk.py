"""The desk: what is asked for last stands on the disk in the end, and nobody waits for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.drafts.desk import DraftDesk
from thanks_tui.data.drafts.draft import Draft, DraftKind, Origin, TypedField
from thanks_tui.data.drafts.folder import DraftFolder

DRAFT = Draft(
    origin=Origin(kind=DraftKind.MOMENT, title="A moment"), fields=(TypedField(name="", text="nothing yet"),)
)


def saying(text: str) -> Draft:
    return replace(DRAFT, fields=(TypedField(name="", text=text),))


class SlowFolder(DraftFolder):
    """A folder whose disk waits until it is let go."""

    def __init__(self, store: Path) -> None:
        super().__init__(store)
        self.begun = threading.Event()
        self.let_go = threading.Event()

    def write(self, draft: Draft) -> None:
        self.begun.set()
        assert self.let_go.wait(20)
        super().write(draft)


@pytest.fixture
def told() -> list[str]:
    return []


def texts(folder: DraftFolder) -> list[str]:
    return [draft.text for draft in folder.drafts()]


def test_a_slow_disk_holds_nobody_up_and_the_last_text_wins(tmp_path: Path, told: list[str]):
    folder = SlowFolder(tmp_path / "thanks.json")
    desk = DraftDesk(folder, told.append)
    desk.keep(saying("a"))
    assert folder.begun.wait(20)
    for text in ("ab", "abc", "abcd"):
        desk.keep(saying(text))
    folder.let_go.set()
    desk.close()
    assert texts(folder) == ["abcd"]
    assert told == []


def test_what_is_cleared_is_not_brought_back_by_a_write_that_comes_late(tmp_path: Path, told: list[str]):
    folder = SlowFolder(tmp_path / "thanks.json")
    desk = DraftDesk(folder, told.append)
    desk.keep(saying("a"))
    assert folder.begun.wait(20)
    desk.keep(saying("ab"))
    desk.clear(DRAFT.id)
    folder.let_go.set()
    desk.flush()
    assert texts(folder) == []
    desk.close()
    assert texts(folder) == []


def test_flushing_waits_for_what_the_thread_has_begun(tmp_path: Path, told: list[str]):
    folder = SlowFolder(tmp_path / "thanks.json")
    desk = DraftDesk(folder, told.append)
    desk.keep(saying("begun"))
    assert folder.begun.wait(20)
    threading.Timer(0.05, folder.let_go.set).start()
    desk.flush()
    assert texts(folder) == ["begun"]
    desk.close()


def test_when_it_is_closed_what_comes_is_written_by_the_next_flush(tmp_path: Path, told: list[str]):
    folder = DraftFolder(tmp_path / "thanks.json")
    desk = DraftDesk(folder, told.append)
    desk.close()
    desk.keep(saying("at the last moment"))
    desk.flush()
    desk.close()
    assert texts(folder) == ["at the last moment"]


def test_trouble_is_told_once_and_again_after_it_was_over(tmp_path: Path, told: list[str]):
    store = tmp_path / "sub" / "thanks.json"
    store.parent.write_text("in the way")
    desk = DraftDesk(DraftFolder(store), told.append)
    for text in ("a", "b", "c"):
        desk.keep(saying(text))
        desk.flush()
    assert len(told) == 1
    store.parent.unlink()
    desk.keep(saying("d"))
    desk.flush()
    assert texts(desk.folder) == ["d"]
    desk.folder.path.rename(tmp_path / "moved")
    desk.folder.path.symlink_to(tmp_path)
    desk.keep(saying("e"))
    desk.flush()
    desk.close()
    assert len(told) == 2


def test_what_could_not_be_written_is_known_and_tried_again(tmp_path: Path, told: list[str]):
    store = tmp_path / "sub" / "thanks.json"
    store.parent.write_text("in the way")
    desk = DraftDesk(DraftFolder(store), told.append)
    assert desk.why_not_kept == ""
    desk.keep(saying("a"))
    desk.flush()
    assert "is not a folder" in desk.why_not_kept
    store.parent.unlink()
    desk.flush()
    assert desk.why_not_kept == ""
    assert texts(desk.folder) == ["a"]
    desk.close()
