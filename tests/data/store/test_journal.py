"""The journal of a large store: what is appended counts, whatever happens to it and to the file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinydb
from msgspec.structs import replace
from thanks_tui.data.errors import NotSavedError
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store import journal, layout, storage
from thanks_tui.data.store.documents import Documents
from thanks_tui.data.store.journal import Entry, journal_of, read_journal
from thanks_tui.data.store.lineage import lineage_of
from thanks_tui.data.store.reading import replay
from thanks_tui.data.store.safe_write import previous_of
from thanks_tui.data.store.storage import DurableStorage
from thanks_tui.data.store.store import Store

from .faults import Faults


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "JOURNAL_FROM", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / "thanks.json"


@pytest.fixture
def kept(path: Path) -> Iterator[Store]:
    """A store whose file holds one application."""
    with Store.open(path) as store:
        store.put(Application(id="a" * 32, company="First"))
        yield store


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [each.company for each in store.applications()]


def abandon(store: Store) -> None:
    """Leave a store as a killed process does: nothing is brought into the file, only the lock is free."""
    store._storage._journal.close()
    store._lock.release()
    store.read_only = True


def test_a_change_is_appended_and_the_file_left_alone(kept: Store, path: Path):
    before = path.read_bytes()
    kept.put(Application(company="Second"))
    assert path.read_bytes() == before
    assert stat.S_IMODE(journal_of(path).stat().st_mode) == 0o600
    assert companies(path) == ["First", "Second"]
    assert kept.generation == 2


def test_closing_brings_the_changes_into_the_file(kept: Store, path: Path):
    kept.put(Application(company="Second"))
    kept.remove(kept.application("a" * 32))
    kept.close()
    assert not journal_of(path).exists()
    with tinydb.TinyDB(path) as database:
        assert [each["company"] for each in database.table("applications").all()] == ["Second"]


def test_after_a_kill_the_next_start_has_everything(kept: Store, path: Path):
    contact = Contact(application_id="a" * 32, name="Dana")
    kept.put(contact)
    kept.put(replace(contact, name="Dana Ortiz"))
    kept.put(Application(id="b" * 32, company="Second"))
    kept.remove(kept.application("b" * 32))
    kept.undo()
    abandon(kept)
    with Store.open(path) as store:
        assert [each.company for each in store.applications()] == ["First", "Second"]
        assert [each.name for each in store.all_contacts()] == ["Dana Ortiz"]
        assert store.notices == ()
        assert store.generation == 7  # five changes, the first file, and bringing them into the file
        assert not journal_of(path).exists()
        store.put(Contact(application_id="b" * 32, name="Lee"))
    assert companies(path) == ["First", "Second"]


def test_what_was_removed_stays_away_after_a_kill(kept: Store, path: Path):
    kept.put(Application(company="Second"))
    kept.remove(kept.application("a" * 32))
    abandon(kept)
    for _ in range(2):
        with Store.open(path) as store:
            assert [each.company for each in store.applications()] == ["Second"]
            assert store.problems == ()


def test_the_previous_file_keeps_its_changes(kept: Store, path: Path):
    kept.put(Application(company="Second"))
    kept.close()
    assert companies(previous_of(path)) == ["First", "Second"]


def test_the_journal_of_a_file_that_is_gone_goes_too(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
):
    kept.put(Application(company="Second"))
    kept.close()
    with Store.open(path) as store:
        monkeypatch.setattr(storage, "JOURNAL_FROM", 1 << 40)
        store.put(Application(company="Third"))
        assert not journal_of(previous_of(path)).exists()
    assert companies(previous_of(path)) == ["First", "Second"]


@pytest.mark.parametrize("after", ["replaced", "renamed"])
def test_a_kill_while_the_changes_are_brought_into_the_file(
    kept: Store, path: Path, after: str, monkeypatch: pytest.MonkeyPatch
):
    kept.put(Application(company="Second"))
    left = journal_of(path).read_bytes()
    kept.close()
    if after == "replaced":
        journal_of(previous_of(path)).rename(journal_of(path))
        assert journal_of(path).read_bytes() == left
    with Store.open(path) as store:
        assert [each.company for each in store.applications()] == ["First", "Second"]
        assert store.notices == ()
        store.put(Application(company="Third"))
    assert companies(path) == ["First", "Second", "Third"]


def test_every_cut_through_the_journal_gives_a_state_that_was(kept: Store, path: Path):
    states = [["First"]]
    for company in ("Second", "Third"):
        kept.put(Application(company=company))
        states.append([*states[-1], company])
    abandon(kept)
    whole = journal_of(path).read_bytes()
    seen = []
    for length in range(len(whole) + 1):
        journal_of(path).write_bytes(whole[:length])
        seen.append(companies(path))
    assert [state for number, state in enumerate(seen) if number == 0 or state != seen[number - 1]] == states


def test_every_flipped_bit_is_found(kept: Store, path: Path):
    kept.put(Application(company="Second"))
    abandon(kept)
    whole = journal_of(path).read_bytes()
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        journal_of(path).write_bytes(changed)
        assert companies(path) == ["First"]


def test_lines_that_changed_places_are_found(kept: Store, path: Path):
    kept.put(Application(company="Second"))
    kept.put(Application(company="Third"))
    abandon(kept)
    head, second, third, rest = journal_of(path).read_bytes().split(b"\n")
    journal_of(path).write_bytes(b"\n".join([head, third, second, rest]))
    assert companies(path) == ["First"]


def test_a_torn_end_is_passed_over_and_the_next_change_counts(kept: Store, path: Path):
    kept.put(Application(company="Second"))
    abandon(kept)
    with journal_of(path).open("ab") as file:
        file.write(b"0" * 80)
    with Store.open(path) as store:
        store.put(Application(company="Third"))
        abandon(store)
    assert companies(path) == ["First", "Second", "Third"]


def test_a_journal_of_another_file_is_kept_and_told(kept: Store, path: Path):
    older = path.read_bytes()
    kept.put(Application(company="Second"))
    kept.close()
    kept = Store.open(path)
    kept.put(Application(company="Third"))
    abandon(kept)
    left = journal_of(path).read_bytes()
    path.write_bytes(older)
    with Store.open(path) as store:
        assert [each.company for each in store.applications()] == ["First"]
        assert any("thanks.json.journal" in notice for notice in store.notices)
        store.put(Application(company="Fourth"))
    aside = [
        each for each in path.parent.glob("thanks.json.*.journal") if each != journal_of(previous_of(path))
    ]
    assert [each.read_bytes() for each in aside] == [left]
    assert companies(path) == ["First", "Fourth"]


def test_a_long_journal_is_brought_into_the_file(kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(journal, "LONGEST", 400)
    before = path.read_bytes()
    kept.put(Application(company="Second"))
    kept.put(Application(company="Third"))
    assert path.read_bytes() != before
    assert not journal_of(path).exists()
    kept.put(Application(company="Fourth"))
    abandon(kept)
    assert companies(path) == ["First", "Second", "Third", "Fourth"]


@pytest.mark.parametrize("taken", ["away", "over", "longer"])
def test_a_journal_that_somebody_touched_is_not_trusted(kept: Store, path: Path, taken: str):
    kept.put(Application(company="Second"))
    match taken:
        case "away":
            journal_of(path).unlink()
        case "over":
            copy = path.with_name("copy")
            copy.write_bytes(journal_of(path).read_bytes())
            copy.replace(journal_of(path))
        case _:
            with journal_of(path).open("ab") as file:
                file.write(b"x")
    kept.put(Application(company="Third"))
    abandon(kept)
    assert companies(path) == ["First", "Second", "Third"]


def test_a_planted_link_is_neither_followed_nor_in_the_way(kept: Store, path: Path, tmp_path: Path):
    target = tmp_path / "target"
    target.write_text("theirs")
    journal_of(path).symlink_to(target)
    with pytest.raises(NotSavedError):
        kept.put(Application(company="Second"))
    kept.put(Application(company="Second"))
    abandon(kept)
    assert target.read_text() == "theirs"
    assert companies(path) == ["First", "Second"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("nth", ["the first change", "a later one"])
def test_every_call_of_an_append_may_fail(
    kept: Store, path: Path, code: int, lasting: bool, nth: str, monkeypatch: pytest.MonkeyPatch
):
    faults = Faults(monkeypatch)
    acknowledged = ["First"]
    if nth == "a later one":
        kept.put(Application(company="Early"))
        acknowledged.append("Early")
    hit = refused = 0
    for at in range(1, 60):
        company = f"At {at}"
        faults.arm(at, code, lasting=lasting)
        try:
            kept.put(Application(company=company))
        except NotSavedError:
            refused += 1
        else:
            acknowledged.append(company)
        was_hit = bool(faults.hit)
        faults.disarm()
        hit += was_hit
        memory = [each.company for each in kept.applications()]
        assert memory == acknowledged
        assert companies(path) in (acknowledged, [*acknowledged, company])
        kept.put(Application(company=f"After {at}"))
        acknowledged.append(f"After {at}")
        assert companies(path) == acknowledged
        if not was_hit:
            break
        if nth == "the first change":
            kept._storage.rewrite()
    assert hit >= refused >= 4
    assert not list(path.parent.glob(".*.tmp"))


def test_a_reader_sees_the_state_before_or_after_the_changes_move(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
):
    kept.put(Application(company="Second"))
    real, seen = os.open, []

    def opened(name: object, *args: int, **kwargs: int) -> int:
        # Just before the reader looks for the journal, the writer closes.
        if str(name) == str(journal_of(path)) and not seen:
            seen.append(name)
            kept.close()
        return real(name, *args, **kwargs)

    monkeypatch.setattr(os, "open", opened)
    assert companies(path) == ["First", "Second"]
    assert seen


def test_no_journal_at_all_is_none(path: Path):
    assert read_journal(path) is None


def test_a_journal_says_what_it_belongs_to_and_who_wrote_it(kept: Store, path: Path):
    before = kept._storage.meta
    kept.put(Application(company="Second"))
    read = read_journal(path)
    assert read is not None
    assert read.head.generation == before["generation"] == 1
    there = DurableStorage(path)
    there.load()
    assert there.meta == kept._storage.meta
    assert lineage_of(there.meta) == {read.head.sitting: 2}
    assert kept._storage.read() == there.read()
    assert set(there.read() or ()) > {"meta", "applications"}
    assert (there.read() or {})["meta"] == {"1": there.meta}


def test_a_change_of_a_table_that_the_file_has_not(kept: Store, path: Path):
    kept.put(Application(company="Second"))
    read = read_journal(path)
    assert read is not None
    tables: dict[str, Documents] = {}
    replay({}, tables, read)
    assert [tables["applications"].fields(2)["company"]] == ["Second"]
    gone = replace(read, entries=(Entry(3, {"events": {7: journal.GONE}}),))
    replay({}, tables, gone)
    assert tables["events"] == {}


def test_when_it_is_long_the_whole_is_written_and_it_follows_the_previous_file(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(journal, "LONGEST", 1)
    kept.put(Application(company="Second"))
    assert journal_of(path).exists()
    kept.put(Application(company="Third"))
    assert not journal_of(path).exists()
    assert companies(previous_of(path)) == ["First", "Second"]
    monkeypatch.setattr(storage, "JOURNAL_FROM", 1 << 40)
    kept.put(Application(company="Fourth"))
    assert not journal_of(previous_of(path)).exists()
    assert companies(previous_of(path)) == ["First", "Second", "Third"]


def test_a_journal_that_cannot_follow_is_passed_over(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(journal, "LONGEST", 1)
    kept.put(Application(company="Second"))
    journal_of(previous_of(path)).mkdir()
    kept.put(Application(company="Third"))
    assert companies(path) == ["First", "Second", "Third"]
    kept.close()
    with Store.open(path) as store:
        assert [each.company for each in store.applications()] == ["First", "Second", "Third"]
        assert store.notices == ()


def test_writing_all_anew_leaves_nothing_to_the_journal(kept: Store, path: Path):
    kept.put(Application(company="Second"))
    kept.rewrite()
    assert not journal_of(path).exists()
    assert b"Second" in path.read_bytes()
    kept.put(Application(company="Third"))
    assert b"Third" in journal_of(path).read_bytes()


def test_writing_all_anew_is_no_change_however_much_of_it_was_changed(kept: Store, path: Path):
    with kept._storage.batch():
        for table in layout.TABLES:
            kept._storage.changing(table)[7] = {"id": table}
    assert b'"clashes"' in journal_of(path).read_bytes()
    kept.rewrite()
    assert not journal_of(path).exists()
    assert b'"clashes":{"7":{"id":"clashes"}}' in path.read_bytes()


def test_a_file_that_was_only_touched_is_not_written_as_a_whole(kept: Store, path: Path):
    before = path.read_bytes()
    os.utime(path, (1, 1))
    kept.put(Application(company="Second"))
    assert path.read_bytes() == before
    assert companies(path) == ["First", "Second"]


@pytest.mark.parametrize("belongs", [True, False], ids=["its own", "another's"])
def test_what_cannot_be_settled_at_the_start_is_no_hindrance_to_the_next_save(
    kept: Store, path: Path, belongs: bool, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    kept.put(Application(company="Second"))
    abandon(kept)
    if not belongs:
        path.write_bytes(path.read_bytes() + b"\n")
    with monkeypatch.context() as patched:
        patched.setattr(os, "writev", refuse)
        patched.setattr(os, "replace", refuse)
        store = Store.open(path)
    with store:
        store.put(Application(company="Third"))
        expected = ["First", "Second", "Third"] if belongs else ["First", "Third"]
        assert companies(path) == expected
    assert companies(path) == expected


def test_a_journal_that_cannot_be_closed_is_no_failure(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch
):
    kept.put(Application(company="Second"))
    handle, close = kept._storage._journal._handle, os.close

    def refuse(closed: int) -> None:
        close(closed)
        if closed == handle:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "close", refuse)
        kept.rewrite()
    assert companies(path) == ["First", "Second"]


def test_a_journal_whose_changes_are_merged_with_theirs_is_no_strangers(
    kept: Store, path: Path, tmp_path: Path
):
    elsewhere = tmp_path / "elsewhere" / path.name
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(path.read_bytes())
    with Store.open(elsewhere) as theirs:
        theirs.put(Application(company="Theirs"))
    kept.put(Application(company="In the journal"))
    elsewhere.replace(path)
    kept.put(Application(company="Third"))
    assert [notice for notice in kept.notices if "journal" in notice] == []
    assert kept.intact
    kept.close()
    assert sorted(companies(path)) == ["First", "In the journal", "Theirs", "Third"]
    assert not list(path.parent.glob("thanks.json.????????.journal"))
    with Store.open(path) as again:
        assert again.notices == ()
