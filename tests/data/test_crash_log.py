"""The log of a fault: what failed and where, never what was in it."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from thanks_tui.data.crash_log import MOST_LOGS, describe, running, write_crash_log
from thanks_tui.data.errors import NotSavedError
from thanks_tui.data.file_names import LOGS

NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
SECRET = "Dana Ortiz <dana@northwind.example>"


def caught(kind: type[BaseException] = KeyError, *given: object) -> BaseException:
    with pytest.raises(kind) as caught:
        fail(kind, *(given or (SECRET,)))
    return caught.value


def fail(kind: type[BaseException], *given: object) -> None:
    raise kind(*given)


def test_it_tells_type_and_place_and_nothing_else(tmp_path: Path):
    path = write_crash_log(tmp_path, caught(), NOW, running("thanks-tui", "1.2.3"))
    assert path == tmp_path / LOGS / "crash-20261123T183000Z.log"
    lines = path.read_text().splitlines()
    assert lines[0].startswith("thanks-tui 1.2.3, Python 3.")
    assert lines[0].endswith("2026-11-23 18:30:00 UTC")
    assert lines[3] == "builtins.KeyError"
    assert lines[4].startswith(f"  {__name__}:")
    assert lines[4].endswith(" caught")
    assert lines[5].startswith(f"  {__name__}:")
    assert lines[5].endswith(" fail")
    assert len(lines) == 6
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_caused_it_is_told_in_the_same_way():
    problem = caught(ValueError)
    problem.__cause__ = caught(OSError, errno.ENOSPC, SECRET, SECRET)
    problem.__cause__.__context__ = caught(NotSavedError)
    problem.__cause__.__context__.__context__ = problem
    kinds = [line for line in describe(problem) if not line.startswith(" ")]
    assert kinds == [
        "builtins.ValueError",
        "because of builtins.OSError (errno 28)",
        "while dealing with thanks_tui.data.errors.NotSavedError (told to the user)",
    ]
    assert SECRET not in "\n".join(describe(problem))


def test_a_cause_that_was_put_aside_is_not_told():
    problem = caught(ValueError)
    problem.__context__ = caught(KeyError)
    problem.__suppress_context__ = True
    assert [line for line in describe(problem) if not line.startswith(" ")] == ["builtins.ValueError"]


def test_groups_and_what_stands_for_another_are_looked_into():
    class FailedError(Exception):
        error = caught(LookupError)

    group = ExceptionGroup(SECRET, [caught(TypeError), FailedError(SECRET)])  # pyright: ignore[reportArgumentType]
    told = "\n".join(describe(group))
    assert "with builtins.TypeError" in told
    assert "for builtins.LookupError" in told
    assert SECRET not in told


def test_notes_and_the_bytes_of_a_text_are_not_told():
    problem = caught(UnicodeDecodeError, "utf-8", SECRET.encode(), 0, 1, SECRET)
    problem.add_note(SECRET)
    assert SECRET not in "\n".join(describe(problem))


def test_of_a_thousand_places_the_first_and_the_last_are_told():
    def deeper(left: int) -> None:
        if not left:
            raise RecursionError
        deeper(left - 1)

    with pytest.raises(RecursionError) as caught:
        deeper(300)
    lines = describe(caught.value)
    assert len(lines) == 1 + 10 + 1 + 40
    assert lines[11] == "  … 252 more"


def test_code_without_a_module_has_a_place_all_the_same():
    with pytest.raises(ZeroDivisionError) as caught:
        exec("1 / 0", {"__name__": 7})
    assert describe(caught.value)[-1] == "  ?:1 <module>"


def test_no_more_than_the_newest_are_kept(tmp_path: Path):
    (tmp_path / LOGS).mkdir()
    (tmp_path / LOGS / "mine.txt").touch()
    (tmp_path / LOGS / "crash-20200101T000000Z.log").mkdir()
    for day in range(MOST_LOGS + 3):
        write_crash_log(tmp_path, caught(), NOW + timedelta(days=day), "it")
    names = sorted(file.name for file in (tmp_path / LOGS).iterdir() if file.is_file())
    assert len(names) == MOST_LOGS + 1
    assert names[0] == "crash-20261126T183000Z.log"
    assert names[-1] == "mine.txt"


def test_two_in_the_same_second_are_two(tmp_path: Path):
    first, second = (write_crash_log(tmp_path, caught(), NOW, "it") for _ in range(2))
    assert first is not None
    assert second == first.with_name("crash-20261123T183000Z-2.log")


def test_without_a_store_no_folder_is_made_for_it(tmp_path: Path):
    assert write_crash_log(tmp_path / "none", caught(), NOW, "it") is None
    assert not (tmp_path / "none").exists()


def test_a_link_in_the_place_of_the_logs_is_not_followed(tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / LOGS).symlink_to(elsewhere)
    assert write_crash_log(tmp_path, caught(), NOW, "it") is None
    assert not list(elsewhere.iterdir())


def test_a_link_in_the_place_of_a_log_is_not_followed(tmp_path: Path):
    (tmp_path / LOGS).mkdir()
    (tmp_path / LOGS / "crash-20261123T183000Z.log").symlink_to(tmp_path / "target")
    path = write_crash_log(tmp_path, caught(), NOW, "it")
    assert path is not None
    assert path.name == "crash-20261123T183000Z-2.log"
    assert not (tmp_path / "target").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give a folder away")
def test_logs_of_somebody_else_are_left_alone(tmp_path: Path):
    (tmp_path / LOGS).mkdir()
    os.chown(tmp_path / LOGS, 12345, 12345)
    assert write_crash_log(tmp_path, caught(), NOW, "it") is None
    assert not list((tmp_path / LOGS).iterdir())


def test_a_folder_full_of_logs_of_this_second_takes_no_more(tmp_path: Path):
    (tmp_path / LOGS).mkdir()
    (tmp_path / LOGS / "crash-20261123T183000Z.log").touch()
    for number in range(2, 100):
        (tmp_path / LOGS / f"crash-20261123T183000Z-{number}.log").touch()
    assert write_crash_log(tmp_path, caught(), NOW, "it") is None
