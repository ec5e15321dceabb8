"""Another program, a sync tool or another machine changes the file while the store is open."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.errors import NotSavedError
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store.journal import journal_of
from thanks_tui.data.store.records import TYPES
from thanks_tui.data.store.store import Store
from thanks_tui.data.store.telling import Changed
from tinydb import TinyDB

from .conftest import Family, make_family
from .faults import Faults


@pytest.fixture
def here(store: Store, family: Family) -> Store:
    """A store that is open here, and was synced to another machine."""
    store.put(Profile(name="Sam"), *family)
    return store


class Machine:
    """Another machine that has a copy of the store."""

    def __init__(self, here: Path, folder: Path) -> None:
        self.here = here
        self.path = folder / "thanks.json"
        folder.mkdir()
        self.fetch()

    def fetch(self) -> None:
        """Sync the file from here."""
        shutil.copy(self.here, self.path)

    def send(self) -> None:
        """Sync the file to here, as such tools do: beside, and then in the place of the old one."""
        fresh = self.here.with_name("synced.tmp")
        shutil.copy(self.path, fresh)
        fresh.replace(self.here)

    def open(self) -> Store:
        return Store.open(self.path)


@pytest.fixture
def there(here: Store, path: Path, tmp_path: Path) -> Machine:
    return Machine(path, tmp_path / "there")


@pytest.fixture
def told(here: Store) -> Iterator[list[Changed]]:
    changes: list[Changed] = []
    unsubscribe = here.subscribe(changes.append)
    yield changes
    unsubscribe()


def companies(store: Store) -> list[str]:
    return sorted(application.company for application in store.applications())


def copies(path: Path, why: str) -> list[Path]:
    return sorted((path.parent / "backups").glob(f"*-{why}*.json"))


def opened(path: Path) -> Store:
    """What stands in the file, read by somebody else."""
    return Store.open(path, read_only=True)


class TestASave:
    def test_what_both_did_is_kept(
        self, here: Store, there: Machine, path: Path, family: Family, told: list[Changed]
    ):
        with there.open() as other:
            other.put(Application(company="Contoso"), replace(family.contact, phone="123"))
        there.send()
        here.put(replace(family.contact, title="Head of talent"), label="Gave a title")
        for store in (here, opened(path)):
            assert companies(store) == ["Contoso", "Northwind"]
            assert store.contact(family.contact.id).phone == "123"
            assert store.contact(family.contact.id).title == "Head of talent"
            assert store.clashes() == []
        assert [set(change.tables) for change in told] == [set(TYPES)]
        assert "both are one now (1 added, 1 changed)" in here.notices[-1]

    def test_what_was_written_in_on_both_sides_is_kept_twice_and_told(
        self, here: Store, there: Machine, path: Path
    ):
        with there.open() as other:
            other.put(Application(company="Contoso Ltd.", role="Analyst"))
        there.send()
        here.put(Application(company="Contoso", role="analyst"))
        for store in (here, opened(path)):
            assert companies(store) == ["Contoso", "Contoso Ltd.", "Northwind"]
        assert here.notices[-1].endswith(
            "1 application seems to be there twice now, written in on both sides: Contoso, analyst."
        )

    def test_it_is_one_write_and_copies_of_both_are_kept(
        self, here: Store, there: Machine, path: Path, family: Family
    ):
        with there.open() as other:
            other.put(Application(company="Contoso"))
        theirs = there.path.read_bytes()
        there.send()
        before = here.generation
        here.put(Application(company="Fabrikam"))
        assert here.generation == before + 2
        assert path.with_name("thanks.json.prev").read_bytes() == theirs
        (kept,) = copies(path, "theirs")
        assert kept.read_bytes() == theirs
        (kept,) = copies(path, "ours")
        assert companies(opened(kept)) == ["Fabrikam", "Northwind"]
        assert kept.stat().st_mode & 0o777 == 0o600
        assert kept.parent.stat().st_mode & 0o777 == 0o700

    def test_what_clashes_stays_ours_and_is_kept_to_choose(
        self, here: Store, there: Machine, path: Path, family: Family
    ):
        with there.open() as other:
            other.put(replace(family.contact, phone="123"))
        there.send()
        here.put(replace(family.contact, phone="456"))
        (clash,) = here.clashes()
        assert here.contact(family.contact.id).phone == "456"
        assert (clash.table, clash.record_id) == ("contacts", family.contact.id)
        assert (clash.ours, clash.theirs) == ({"phone": "456"}, {"phone": "123"})
        assert "1 record can be read in two ways: press C" in here.notices[-1]
        assert opened(path).clashes() == [clash]

    def test_what_was_deleted_there_is_gone_and_lies_in_the_trash(
        self, here: Store, there: Machine, family: Family
    ):
        with there.open() as other:
            other.remove(other.application(family.application.id))
        there.send()
        here.put(Application(company="Contoso"))
        assert companies(here) == ["Contoso"]
        assert [trashed.label for trashed in here.trash()] == ["Northwind"]

    def test_what_was_deleted_there_and_changed_here_stays_whole(
        self, here: Store, there: Machine, family: Family
    ):
        with there.open() as other:
            other.remove(other.application(family.application.id))
        there.send()
        here.put(replace(family.note, text="Dear Dana"))
        assert companies(here) == ["Northwind"]
        assert here.follow_ups() == [family.follow_up]
        assert here.events() == [family.event]

    def test_the_next_saves_are_as_ever(self, here: Store, there: Machine, path: Path):
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        for name in ("One", "Two", "Three"):
            here.put(Application(company=name))
        assert len(copies(path, "theirs")) == 1
        assert companies(opened(path)) == ["Contoso", "Northwind", "One", "Three", "Two"]

    def test_it_goes_back_and_forth(self, here: Store, there: Machine, path: Path):
        """Two machines with the app open, and a tool between them that knows nothing."""
        with there.open() as other:
            for number in range(3):
                here.put(Application(company=f"Here {number}"))
                other.put(Application(company=f"There {number}"))
                there.send()
                here.put(Application(company=f"Here too {number}"))
                there.fetch()
                assert other.look_again()
            assert companies(other) == companies(here)
            assert len(companies(here)) == 10
            assert here.clashes() == other.clashes() == []

    def test_ids_of_tinydb_are_not_given_to_two_records(self, here: Store, there: Machine, path: Path):
        with there.open() as other:
            other.put(Application(company="Contoso"))
        here.put(Application(company="Fabrikam"))
        there.send()
        here.put(Application(company="Litware"))
        with TinyDB(path) as database:
            numbers = {each["company"]: each.doc_id for each in database.table("applications")}
        assert len(set(numbers.values())) == 4
        assert numbers["Contoso"] == 2

    def test_a_file_that_appeared_is_taken_in(self, there: Machine, tmp_path: Path):
        fresh = tmp_path / "fresh" / "thanks.json"
        with Store.open(fresh) as store:
            shutil.copy(there.path, fresh)
            store.put(Application(company="Contoso"))
            assert companies(store) == ["Contoso", "Northwind"]

    @pytest.mark.parametrize("content", [b"", b"something", b'{"applications": {"1": '])
    def test_one_that_is_damaged_is_kept_and_ours_written(self, here: Store, path: Path, content: bytes):
        path.write_bytes(content)
        here.put(Application(company="Contoso"))
        assert companies(opened(path)) == ["Contoso", "Northwind"]
        (kept,) = copies(path, "damaged")
        assert kept.read_bytes() == content
        assert "damaged by another program; a copy of that is kept" in here.notices[-1]

    def test_one_of_a_newer_version_is_left_alone(self, here: Store, path: Path):
        newer = path.read_bytes().replace(b'"schema":1', b'"schema":99')
        path.write_bytes(newer)
        for _ in range(2):
            with pytest.raises(
                NotSavedError, match=r"newer version of this program\. Nothing was overwritten"
            ):
                here.put(Application(company="Contoso"))
        assert path.read_bytes() == newer
        assert companies(here) == ["Northwind"]

    def test_what_fails_leaves_both_as_they_were(
        self, here: Store, there: Machine, path: Path, faults: Faults
    ):
        with there.open() as other:
            other.put(Application(company="Contoso"))
        theirs = there.path.read_bytes()
        there.send()
        for at in range(1, 200):
            faults.arm(at, errno.ENOSPC)
            try:
                here.put(Application(company="Fabrikam"))
            except NotSavedError:
                faults.disarm()
                assert path.read_bytes() == theirs
                assert companies(here) == ["Northwind"]
            else:
                faults.disarm()
                if not faults.hit:
                    break
                # A look at something that is not needed had failed.
                assert companies(here) == ["Contoso", "Fabrikam", "Northwind"]
                there.send()
                return
        assert companies(opened(path)) == ["Contoso", "Fabrikam", "Northwind"]

    def test_without_room_for_a_copy_nothing_is_written(self, here: Store, there: Machine, path: Path):
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        theirs = path.read_bytes()
        (path.parent / "backups").write_text("not a folder")
        with pytest.raises(NotSavedError, match="a copy has to be kept first"):
            here.put(Application(company="Fabrikam"))
        assert path.read_bytes() == theirs
        assert companies(here) == ["Northwind"]

    def test_what_is_no_file_any_more_is_told(self, here: Store, path: Path):
        path.rename(path.with_name("moved"))
        path.mkdir()
        with pytest.raises(NotSavedError, match="cannot be read now"):
            here.put(Application(company="Fabrikam"))
        assert companies(here) == ["Northwind"]

    def test_copies_that_cannot_be_read_are_passed_over(self, here: Store, there: Machine, path: Path):
        room = path.parent / "backups"
        room.mkdir()
        (room / "thanks-00000001-20261101T000000Z-start.json").write_bytes(b"half")
        (room / "thanks-00000002-20261101T000000Z-start.json").symlink_to(path)
        with there.open() as other:
            other.put(Application(company="Contoso"))
        for number in range(2):
            here.put(Application(company=f"Here {number}"))
        there.send()
        assert here.look_again()
        assert companies(here) == ["Contoso", "Here 0", "Here 1", "Northwind"]

    def test_one_that_was_gone_and_came_back_is_taken_in(
        self, here: Store, there: Machine, path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        def full(*args: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with there.open() as other:
            other.put(Application(company="Contoso"))
        path.unlink()
        with monkeypatch.context() as patched:
            patched.setattr(os, "writev", full)
            with pytest.raises(NotSavedError):
                here.put(Application(company="Fabrikam"))
        there.send()
        here.put(Application(company="Litware"))
        assert companies(here) == companies(opened(path)) == ["Contoso", "Litware", "Northwind"]

    def test_writing_all_anew_does_not_write_over_it(self, here: Store, there: Machine, path: Path):
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        theirs = path.read_bytes()
        with pytest.raises(NotSavedError) as refused:
            here.rewrite()
        assert str(refused.value) == (
            "Not saved: thanks.json was changed by another program since it was read. "
            "Nothing was overwritten."
        )
        assert path.read_bytes() == theirs


class TestUndo:
    def test_what_was_saved_together_with_theirs_can_be_undone(
        self, here: Store, there: Machine, family: Family
    ):
        with there.open() as other:
            other.put(replace(family.contact, phone="123"))
        there.send()
        here.put(replace(family.contact, title="Head of talent"), label="Gave a title")
        assert here.undo() == "Gave a title"
        assert here.contact(family.contact.id).title == ""
        assert here.contact(family.contact.id).phone == "123"

    def test_what_was_deleted_before_comes_back_beside_theirs(
        self, here: Store, there: Machine, family: Family
    ):
        here.put(Application(company="Fabrikam", id="f" * 32))
        here.remove(here.application("f" * 32), label="Deleted Fabrikam")
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        assert here.look_again()
        assert here.undo() == "Deleted Fabrikam"
        assert companies(here) == ["Contoso", "Fabrikam", "Northwind"]

    def test_an_undo_can_be_the_save_that_finds_theirs(self, here: Store, there: Machine):
        here.put(Application(company="Fabrikam"), label="Added Fabrikam")
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        assert here.undo() == "Added Fabrikam"
        assert companies(here) == ["Contoso", "Northwind"]


class TestLookingAgain:
    def test_what_was_made_from_ours_is_shown_without_a_write(
        self, here: Store, there: Machine, path: Path, told: list[Changed]
    ):
        assert not here.look_again()
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        theirs = path.read_bytes()
        assert here.look_again()
        assert companies(here) == ["Contoso", "Northwind"]
        assert path.read_bytes() == theirs
        assert not (path.parent / "backups").exists()
        assert len(told) == 1
        assert "what it says now is shown (1 added)" in here.notices[-1]
        assert not here.look_again()
        here.put(Application(company="Fabrikam"))
        assert companies(opened(path)) == ["Contoso", "Fabrikam", "Northwind"]

    def test_what_somebody_edited_is_shown_and_ours_kept(self, here: Store, path: Path):
        before = path.read_bytes()
        path.write_bytes(before.replace(b"Northwind", b"Northwest"))
        assert here.look_again()
        assert companies(here) == ["Northwest"]
        (kept,) = copies(path, "ours")
        assert kept.read_bytes() == before

    def test_stock_tinydb_may_delete(self, here: Store, path: Path):
        with TinyDB(path) as database:
            database.table("events").truncate()
        assert here.look_again()
        assert here.events() == []

    def test_one_that_is_older_does_not_take_back_what_was_done(
        self, here: Store, there: Machine, path: Path
    ):
        here.put(Application(company="Contoso"))
        there.send()
        assert here.look_again()
        assert companies(here) == companies(opened(path)) == ["Contoso", "Northwind"]
        assert "An older thanks.json was put in the place of yours" in here.notices[-1]

    def test_both_went_on_from_what_is_still_there_as_a_copy(
        self, here: Store, there: Machine, path: Path, family: Family
    ):
        """What both once were tells what was deleted from what was added."""
        with there.open() as other:
            other.remove(family.event)
            other.put(Application(company="Contoso"))
        here.put(Application(company="Fabrikam"))
        there.send()
        assert here.look_again()
        assert here.events() == []
        assert companies(here) == companies(opened(path)) == ["Contoso", "Fabrikam", "Northwind"]

    def test_without_anything_in_common_nothing_is_deleted(
        self, here: Store, there: Machine, path: Path, family: Family
    ):
        with there.open() as other:
            other.remove(family.event)
        here.put(replace(family.contact, phone="1"))
        here.put(replace(family.contact, phone="2"))
        there.send()
        assert here.look_again()
        assert here.events() == [family.event]
        assert here.contact(family.contact.id).phone == "2"

    def test_one_that_a_reader_shows_is_read_again(self, here: Store, path: Path):
        with opened(path) as reader:
            assert not reader.look_again()
            here.put(Application(company="Contoso"))
            assert reader.look_again()
            assert companies(reader) == ["Contoso", "Northwind"]
            path.write_bytes(b"not now")
            assert not reader.look_again()
            assert companies(reader) == ["Contoso", "Northwind"]

    @pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"half a fi"), Path.unlink])
    def test_what_is_damaged_or_gone_is_left_until_something_is_saved(
        self, here: Store, path: Path, spoil: Callable[[Path], object]
    ):
        spoil(path)
        left = path.read_bytes() if path.exists() else None
        assert not here.look_again()
        assert (path.read_bytes() if path.exists() else None) == left
        assert not copies(path, "damaged")
        here.put(Application(company="Contoso"))
        assert companies(opened(path)) == ["Contoso", "Northwind"]

    def test_not_in_the_middle_of_a_change(self, here: Store, there: Machine):
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        with here.transaction() as change:
            assert not here.look_again()
            change.put(Application(company="Fabrikam"))
        assert companies(here) == ["Contoso", "Fabrikam", "Northwind"]


def test_a_deleted_record_takes_its_clash_along(here: Store, there: Machine, family: Family):
    with there.open() as other:
        other.put(replace(family.contact, phone="123"))
    there.send()
    here.put(replace(family.contact, phone="456"))
    here.remove(here.contact(family.contact.id), label="Deleted Dana")
    assert here.clashes() == []
    here.undo()
    assert [clash.theirs for clash in here.clashes()] == [{"phone": "123"}]


def test_a_clash_with_no_record_is_set_aside(here: Store, path: Path):
    here.close()
    data = json.loads(path.read_bytes())
    clash = {"id": "c", "table": "contacts", "record_id": "gone", "theirs": {}, "found_on": "2026-11-23"}
    data["clashes"] = {"1": clash, "2": {**clash, "id": "d", "table": "shelf"}}
    path.write_text(json.dumps(data))
    with Store.open(path) as store:
        assert [problem.id for problem in store.problems] == ["c"]
        store.put(make_family("Contoso").application)


class TestWithAJournal:
    """A large store, whose changes are appended beside it."""

    @pytest.fixture(autouse=True)
    def large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("thanks_tui.data.store.storage.JOURNAL_FROM", 0)

    def test_what_stands_in_ours_is_merged_with_theirs(self, here: Store, there: Machine, path: Path):
        here.put(Application(company="Appended"))
        assert journal_of(path).exists()
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        here.put(Application(company="Fabrikam"))
        names = ["Appended", "Contoso", "Fabrikam", "Northwind"]
        assert companies(here) == companies(opened(path)) == names
        assert not journal_of(path).exists()
        here.put(Application(company="Litware"))
        assert journal_of(path).exists()
        here.close()
        with Store.open(path) as store:
            assert companies(store) == sorted([*names, "Litware"])
            assert not any("belongs to another" in notice for notice in store.notices)

    def test_a_journal_that_came_with_the_same_file_is_read(self, here: Store, there: Machine, path: Path):
        """Both went on from one file, each in a journal of its own, and the tool has carried over one."""
        other = there.open()
        other.put(Application(company="Contoso"))
        here.put(Application(company="Appended"))
        fresh = path.with_name("synced.tmp")
        shutil.copy(journal_of(there.path), fresh)
        fresh.replace(journal_of(path))
        here.put(Application(company="Fabrikam"))
        assert companies(opened(path)) == ["Appended", "Contoso", "Fabrikam", "Northwind"]
        other.close()

    def test_what_is_only_in_the_journal_is_not_lost_at_the_end(
        self, here: Store, there: Machine, path: Path
    ):
        here.put(Application(company="Appended"))
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        here.close()
        assert companies(opened(path)) == ["Appended", "Contoso", "Northwind"]

    def test_a_journal_that_came_along_and_belongs_to_neither_is_kept(
        self, here: Store, there: Machine, path: Path, tmp_path: Path
    ):
        third = Machine(path, tmp_path / "third")
        with third.open() as another:
            another.put(Application(company="Litware"))
            journal = journal_of(third.path).read_bytes()
        here.put(Application(company="Appended"))
        with there.open() as other:
            other.put(Application(company="Contoso"))
        there.send()
        fresh = path.with_name("synced.tmp")
        fresh.write_bytes(journal)
        fresh.replace(journal_of(path))
        here.put(Application(company="Fabrikam"))
        here.close()
        assert companies(opened(path)) == ["Appended", "Contoso", "Fabrikam", "Northwind"]
        assert journal in [kept.read_bytes() for kept in path.parent.glob("thanks.json.????????.journal")]
