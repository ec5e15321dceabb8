"""A store that is damaged, empty or gone is recovered from its newest copy, and nothing is thrown away."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from thanks_tui.data.backups.why import Why
from thanks_tui.data.errors import DamagedStoreError, NotSavedError, StoreError
from thanks_tui.data.models import Application, Profile
from thanks_tui.data.store import layout, storage
from thanks_tui.data.store.journal import journal_of
from thanks_tui.data.store.recovery import Recovered
from thanks_tui.data.store.safe_write import previous_of
from thanks_tui.data.store.store import Store

from .faults import Faults


@pytest.fixture
def twice(path: Path) -> Path:
    """The path of a store that was saved twice: first Contoso, then Fabrikam as well."""
    with Store.open(path) as store:
        store.put(Application(company="Contoso"))
        store.put(Application(company="Fabrikam"))
    return path


def companies(store: Store) -> list[str]:
    return [application.company for application in store.applications()]


def copies(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").glob("*"))


def everything(folder: Path) -> dict[str, bytes]:
    """Every file under `folder` by its name, but the lock."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != ".thanks.json.lock")
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda whole: b"",
    "zeros": lambda whole: b"\0" * len(whole),
    "zeros at the end": lambda whole: whole[:-20] + b"\0" * 20,
    "cut off": lambda whole: whole[: len(whole) // 2],
    "not JSON": lambda whole: b"hello",
    "list": lambda whole: b"[]",
    "null": lambda whole: b"null",
    "null table": lambda whole: b'{"applications": null}',
    "another's JSON": lambda whole: b'{"name": "left-pad"}',
    "no schema": lambda whole: whole.replace(b'"schema"', b'"schemb"'),
    "bad UTF-8": lambda whole: whole.replace(b"Contoso", b"Cont\xffso"),
    "UTF-16": lambda whole: whole.decode().encode("utf-16"),
    "odd ids": lambda whole: b'{"applications": {"one": {}}}',
    "twins": lambda whole: whole.replace(b'"notes"', b'"events"'),
    "not a number": lambda whole: b'{"applications": {"1": {"company": NaN}}}',
    "5,000 digits": lambda whole: b'{"applications": {"1": {"size": ' + b"9" * 5000 + b"}}}",
    "deep": lambda whole: b'{"applications": {"1": ' + b"[" * 200_000,
    "written twice": lambda whole: whole + whole,
    "somebody else's end": lambda whole: whole + b"}}",
}


@pytest.mark.parametrize("how", DAMAGES)
def test_what_is_damaged_is_set_aside_and_recovered(twice: Path, how: str):
    damaged = DAMAGES[how](twice.read_bytes())
    previous = twice.with_name("thanks.json.prev").read_bytes()
    twice.write_bytes(damaged)
    with Store.open(twice) as store:
        assert companies(store) == ["Contoso"]
        assert store.recovered
        [notice] = store.notices
        assert notice.startswith(
            f"thanks.json was {'empty' if how == 'empty' else 'damaged'}; it was recovered"
        )
        assert "from thanks.json.prev, saved on " in notice
        assert "missing." in notice
        [kept] = copies(twice)
        assert kept.name in notice
        assert kept.name.endswith("-damaged.json")
        assert kept.read_bytes() == damaged
        assert twice.with_name("thanks.json.prev").read_bytes() == previous
        assert store.undo_label is None
        store.put(Application(company="Acme"))
    with Store.open(twice) as store:
        assert companies(store) == ["Contoso", "Acme"]
        assert store.notices == ()
        assert not store.recovered


@pytest.mark.parametrize(
    ("lost", "missing"),
    [
        (None, "Whatever was changed after that may be missing."),
        (0, "Nothing should be missing."),
        (1, "The last save is missing."),
        (2, "The last 2 saves are missing."),
    ],
)
def test_the_sentence_says_what_was_found_taken_lost_and_kept(lost: int | None, missing: str):
    saved = datetime(2026, 11, 23, 18, 30).astimezone()
    recovered = Recovered(found="empty", source="thanks.json.prev", saved=saved, lost=lost)
    sentence = (
        "thanks.json was empty; it was recovered from thanks.json.prev, "
        f"saved on 23 Nov 2026 at 18:30. {missing}"
    )
    assert recovered.sentence("thanks.json", in_place=True) == sentence
    kept = replace(recovered, kept=Path("backups", "empty-damaged.json"))
    assert kept.sentence("thanks.json", in_place=True) == (
        f"{sentence} The damaged file is kept as empty-damaged.json."
    )


@pytest.mark.parametrize("how", ["empty", "cut off", "gone"])
def test_readers_recover_in_memory_and_write_nothing(twice: Path, how: str):
    damage(twice, how)
    twice.parent.chmod(0o755)
    before = everything(twice.parent)
    for _ in range(2):
        with Store.open(twice, read_only=True) as store:
            assert companies(store) == ["Contoso"]
            [notice] = store.notices
            assert "what is shown here comes from thanks.json.prev" in notice
            assert "kept as" not in notice
    assert everything(twice.parent) == before


def damage(path: Path, how: str) -> None:
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(DAMAGES[how](path.read_bytes()))


def test_the_second_window_recovers_in_memory_only(twice: Path):
    with Store.open(twice) as first:
        twice.write_bytes(b"")
        with Store.open(twice) as second:
            assert second.locked_out
            assert companies(second) == ["Contoso"]
            assert "what is shown here comes from" in second.notices[-1]
        assert twice.read_bytes() == b""
        assert companies(first) == ["Contoso", "Fabrikam"]


def test_a_window_that_takes_over_recovers(twice: Path):
    with Store.open(twice) as first, Store.open(twice) as second:
        for company in ("Acme", "Globex"):
            first.put(Application(company=company))
        first.close()
        twice.write_bytes(b"")
        assert second.try_take_over()
        assert companies(second) == ["Contoso", "Fabrikam", "Acme"]
        assert any("was empty" in notice for notice in second.notices)
        second.put(Application(company="Acme"))
    assert layout.decode(twice.read_bytes(), "thanks.json").intact


@pytest.mark.parametrize("how", ["empty", "gone"])
def test_a_window_that_takes_over_knows_more_than_the_copies(twice: Path, how: str):
    with Store.open(twice) as first, Store.open(twice) as second:
        first.close()
        damage(twice, how)
        assert second.try_take_over()
        assert companies(second) == ["Contoso", "Fabrikam"]
        assert f"{found(how)}; it was recovered from what this window had read." in second.notices[-1]
    with Store.open(twice) as store:
        assert companies(store) == ["Contoso", "Fabrikam"]
        assert store.notices == ()


def test_what_a_window_had_read_is_enough_when_there_is_no_copy(path: Path):
    with Store.open(path) as first, Store.open(path) as none:
        first.put(Application(company="Contoso"))
        with Store.open(path) as second:
            first.close()
            path.write_bytes(b"{")
            with pytest.raises(DamagedStoreError):
                none.try_take_over()
            assert second.try_take_over()
            assert companies(second) == ["Contoso"]


def found(how: str) -> str:
    return "was empty" if how == "empty" else "was missing"


def test_a_file_that_is_gone_is_damage_and_no_first_run(twice: Path):
    twice.unlink()
    with Store.open(twice) as store:
        assert companies(store) == ["Contoso"]
        [notice] = store.notices
        assert notice.startswith("thanks.json was missing; it was recovered from thanks.json.prev")
    assert twice.exists()
    assert copies(twice) == []


def test_without_any_copy_a_file_that_is_gone_is_a_first_run(path: Path):
    path.parent.mkdir(mode=0o700)
    (path.parent / "backups").mkdir(mode=0o700)
    with Store.open(path) as store:
        assert store.is_new
        assert store.notices == ()


def test_copies_of_which_none_can_be_used_are_no_first_run(twice: Path):
    twice.unlink()
    twice.with_name("thanks.json.prev").write_bytes(b"{")
    for read_only in (True, False):
        with pytest.raises(DamagedStoreError, match="is missing, and none of its copies"):
            Store.open(twice, read_only=read_only)
    assert not twice.exists()


@pytest.mark.parametrize("content", [b"", b"{", b'{"name": "left-pad"}'])
def test_without_any_copy_what_is_damaged_is_refused_and_left_alone(path: Path, content: bytes):
    path.parent.mkdir(mode=0o700)
    path.write_bytes(content)
    path.with_name("thanks.json.prev").write_bytes(content)
    before = everything(path.parent)
    with pytest.raises(DamagedStoreError, match=r"^thanks\.json is ") as caught:
        Store.open(path)
    assert "thanks-tui restore" in caught.value.advice
    assert everything(path.parent) == before


class TestWhichCopy:
    def back_up(self, path: Path, company: str, why: Why = Why.ASKED) -> Path:
        with Store.open(path) as store:
            store.put(Application(company=company))
            made = store.back_up(why)
        assert made is not None
        return made.path

    def recovered(self, path: Path) -> list[str]:
        with Store.open(path, read_only=True) as store:
            return companies(store)

    def test_a_backup_that_is_newer_than_the_previous_file(self, twice: Path):
        newest = self.back_up(twice, "Acme")
        twice.write_bytes(b"")
        with Store.open(twice) as store:
            assert companies(store) == ["Contoso", "Fabrikam", "Acme"]
            assert newest.name in store.notices[0]

    def test_when_it_is_as_new_as_the_store_nothing_is_missing(self, twice: Path):
        self.back_up(twice, "Acme")
        twice.write_bytes(twice.read_bytes()[:-1])
        with Store.open(twice) as store:
            assert "Nothing should be missing." in store.notices[0]

    def test_how_many_saves_are_missing_is_told(self, twice: Path):
        self.back_up(twice, "Acme")
        with Store.open(twice) as store:
            for company in ("Northwind", "Globex"):
                store.put(Application(company=company))
        twice.with_name("thanks.json.prev").unlink()
        twice.write_bytes(twice.read_bytes()[:-1])
        with Store.open(twice) as store:
            assert "The last 2 saves are missing." in store.notices[0]

    def test_the_newest_that_is_whole(self, twice: Path):
        self.back_up(twice, "Acme")
        second = self.back_up(twice, "Globex")
        twice.with_name("thanks.json.prev").unlink()
        second.write_bytes(second.read_bytes()[:-1])
        twice.unlink()
        assert self.recovered(twice) == ["Contoso", "Fabrikam", "Acme"]

    def test_one_that_was_edited_only_when_there_is_no_other(self, twice: Path):
        acme = self.back_up(twice, "Acme")
        globex = self.back_up(twice, "Globex")
        twice.with_name("thanks.json.prev").unlink()
        globex.write_bytes(globex.read_bytes().replace(b"Globex", b"Glebox"))
        twice.unlink()
        assert self.recovered(twice) == ["Contoso", "Fabrikam", "Acme"]
        acme.unlink()
        assert self.recovered(twice) == ["Contoso", "Fabrikam", "Acme", "Glebox"]

    def test_what_was_written_into_an_edited_one_is_cleaned(self, twice: Path):
        # Its `meta` still says that it was.
        previous = twice.with_name("thanks.json.prev")
        previous.write_bytes(previous.read_bytes().replace(b"Contoso", rb"Cont\u001boso"))
        twice.unlink()
        with Store.open(twice) as store:
            assert companies(store) == ["Contoso"]

    def test_what_another_program_put_there_comes_last(self, twice: Path):
        theirs = self.back_up(twice, "Acme", Why.THEIRS)
        twice.unlink()
        assert self.recovered(twice) == ["Contoso", "Fabrikam"]
        twice.with_name("thanks.json.prev").unlink()
        assert self.recovered(twice) == ["Contoso", "Fabrikam", "Acme"]
        theirs.rename(theirs.with_name(theirs.name.replace("theirs", "damaged")))
        with pytest.raises(DamagedStoreError):
            self.recovered(twice)

    def test_copies_under_the_names_of_earlier_versions_count(self, twice: Path):
        shutil.copy(twice, twice.with_name("thanks.json.replaced-2"))
        twice.with_name("thanks.json.prev").unlink()
        twice.unlink()
        assert self.recovered(twice) == ["Contoso", "Fabrikam"]

    def test_a_copy_of_an_older_schema_is_brought_up_to_date(self, path: Path):
        path.parent.mkdir()
        path.with_name("thanks.json.schema-0").write_text('{"applications": {"1": {"company": "Contoso"}}}')
        with Store.open(path) as store:
            assert companies(store) == ["Contoso"]
        assert layout.decode(path.read_bytes(), "thanks.json").meta["schema"] == 1

    def test_a_copy_that_does_not_count_its_saves_has_none(self, path: Path):
        path.parent.mkdir()
        path.with_name("thanks.json.schema-0").write_text('{"applications": {"1": {"company": "Contoso"}}}')
        path.write_text('{"meta": {"1": {"format": "thanks-tui", "generation": 3, ')
        with Store.open(path) as store:
            assert companies(store) == ["Contoso"]
            assert "The last 3 saves are missing." in store.notices[0]
            assert store.generation == 4

    def test_a_previous_file_that_does_not_count_its_saves_comes_after_the_first(self, path: Path):
        path.parent.mkdir()
        path.write_text('{"applications": {"1": {"company": "Contoso"}}}')
        with Store.open(path) as store:
            made = store.back_up(Why.ASKED)
        assert made is not None
        assert layout.said_generation(made.path.read_bytes()) == 1
        path.unlink()
        with Store.open(path) as store:
            assert f"recovered from {made.path.name}" in store.notices[0]

    def test_one_of_a_schema_that_makes_no_sense_is_passed_over(self, twice: Path):
        newest = self.back_up(twice, "Acme")
        newest.write_bytes(newest.read_bytes().replace(b'"schema":1', b'"schema":"1"'))
        previous = previous_of(twice)
        previous.write_bytes(previous.read_bytes() + b"\n")
        twice.unlink()
        assert self.recovered(twice) == ["Contoso", "Fabrikam"]

    def test_a_copy_of_a_newer_schema_is_only_read(self, twice: Path):
        previous = twice.with_name("thanks.json.prev")
        previous.write_bytes(previous.read_bytes().replace(b'"schema":1', b'"schema":9'))
        twice.write_bytes(b"")
        with Store.open(twice) as store:
            assert store.newer
            assert companies(store) == ["Contoso"]
            assert len(store.notices) == 2
        assert twice.read_bytes() == b""

    def test_links_in_the_folder_are_passed_over(self, twice: Path, tmp_path: Path):
        elsewhere = tmp_path / "elsewhere.json"
        shutil.copy(twice, elsewhere)
        room = twice.parent / "backups"
        room.mkdir()
        (room / "thanks-00000009-20261123T183000Z-start.json").symlink_to(elsewhere)
        twice.write_bytes(b"")
        assert self.recovered(twice) == ["Contoso"]

    def test_a_folder_of_backups_that_is_a_link_is_not_used(self, twice: Path, tmp_path: Path):
        (tmp_path / "other").mkdir()
        (twice.parent / "backups").symlink_to(tmp_path / "other")
        damaged = b"{"
        twice.write_bytes(damaged)
        with Store.open(twice) as store:
            assert companies(store) == ["Contoso"]
            with pytest.raises(NotSavedError, match="the damaged file has to be kept first"):
                store.put(Application(company="Acme"))
        assert twice.read_bytes() == damaged
        assert list((tmp_path / "other").iterdir()) == []

    def test_the_new_generation_is_above_all_that_was_seen(self, twice: Path):
        room = twice.parent / "backups"
        room.mkdir()
        (room / "thanks-00000050-20261123T183000Z-start.json").write_bytes(b"{")
        twice.write_bytes(twice.read_bytes()[:-1])
        with Store.open(twice) as store:
            assert store.generation == 51
        assert layout.said_generation(twice.read_bytes()) == 51


def test_a_file_cut_off_anywhere_is_recovered(twice: Path):
    whole = twice.read_bytes()
    previous = twice.with_name("thanks.json.prev").read_bytes()
    for length in range(len(whole)):
        twice.write_bytes(whole[:length])
        with Store.open(twice, read_only=True) as store:
            assert store.recovered
            assert companies(store) == ["Contoso"]
    twice.write_bytes(whole[:-1])
    Store.open(twice).close()
    assert layout.decode(twice.read_bytes(), "thanks.json").intact
    assert twice.with_name("thanks.json.prev").read_bytes() == previous


def test_a_flipped_bit_is_never_taken_silently(twice: Path):
    whole = twice.read_bytes()
    chance = random.Random(14)
    outcomes = {"recovered": 0, "told": 0}
    for _ in range(1000):
        bent = bytearray(whole)
        bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
        twice.write_bytes(bent)
        with Store.open(twice, read_only=True) as store:
            assert store.notices
            assert store.recovered is ("what is shown here comes from" in store.notices[0])
            outcomes["recovered" if store.recovered else "told"] += 1
    assert min(outcomes.values()) > 100


def test_a_file_of_200_megabytes_of_nothing(twice: Path):
    twice.unlink()
    with twice.open("wb") as file:
        file.truncate(200_000_000)
    with Store.open(twice) as store:
        assert companies(store) == ["Contoso"]
        [kept] = copies(twice)
        assert kept.stat().st_size == 200_000_000


@pytest.mark.parametrize("how", ["empty", "cut off", "gone"])
def test_each_call_of_recovering_may_fail(twice: Path, tmp_path: Path, faults: Faults, how: str):
    damage(twice, how)
    before = {"thanks.json": b"", **everything(twice.parent)}["thanks.json"]
    for at in range(1, 200):
        folder = tmp_path / str(at)
        shutil.copytree(twice.parent, folder)
        path = folder / "thanks.json"
        faults.arm(at, 28)
        told = ""
        try:
            store = Store.open(path)
        except StoreError as problem:
            store, told = None, str(problem)
        faults.disarm()
        hit = faults.hit
        if store is None:
            assert str(folder) in told
        else:
            assert companies(store) in (["Contoso"], [])
            store.close()
        with Store.open(path) as again:
            assert companies(again) == ["Contoso"]
            again.put(Profile(name="Sam"))
        if how != "gone":
            assert before in [kept.read_bytes() for kept in copies(path)]
        shutil.rmtree(folder)
        if not hit:
            return
    raise AssertionError("opening never came to an end")


def test_a_recovery_that_cannot_be_written_is_written_with_the_next_save(twice: Path, monkeypatch):
    def full(*args: object) -> int:
        raise OSError(28, "No space left on device")

    previous = twice.with_name("thanks.json.prev").read_bytes()
    damaged = twice.read_bytes()[:-1]
    twice.write_bytes(damaged)
    with monkeypatch.context() as patched:
        patched.setattr(os, "writev", full)
        store = Store.open(twice)
        assert companies(store) == ["Contoso"]
        assert any("is full" in notice for notice in store.notices)
        with pytest.raises(NotSavedError):
            store.put(Application(company="Acme"))
        assert twice.read_bytes() == damaged
        assert twice.with_name("thanks.json.prev").read_bytes() == previous
    told = store.notices
    with store:
        store.put(Application(company="Acme"))
        assert twice.with_name("thanks.json.prev").read_bytes() == previous
        store.put(Application(company="Globex"))
        # That it is damaged was known: nobody has changed it since.
        assert store.notices == told
    with Store.open(twice) as store:
        assert companies(store) == ["Contoso", "Acme", "Globex"]
    assert [kept.read_bytes() for kept in copies(twice)] == [damaged]


@pytest.fixture
def not_yet(twice: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store whose damaged file is there still: at its opening it could not be replaced."""

    def full(*args: object, **kwargs: object) -> int:
        raise OSError(28, "No space left on device")

    twice.write_bytes(b"found")
    with monkeypatch.context() as patched:
        patched.setattr(os, "writev", full)
        patched.setattr(os, "link", full)
        store = Store.open(twice)
    with store:
        yield store


class TestWhileTheDamagedFileStandsThere:
    def test_touching_it_is_no_change(self, not_yet: Store, twice: Path):
        told = not_yet.notices
        os.utime(twice, (1, 1))
        not_yet.put(Application(company="Acme"))
        assert not_yet.notices == told
        assert [kept.read_bytes() for kept in copies(twice)] == [b"found"]

    def test_when_it_is_gone_by_the_next_save_it_is_kept_as_it_was_found(self, not_yet: Store, twice: Path):
        twice.unlink()
        not_yet.put(Application(company="Acme"))
        assert not_yet.notices[-1] == f"{twice} was gone; it was made anew."
        assert [kept.read_bytes() for kept in copies(twice)] == [b"found"]
        with Store.open(twice, read_only=True) as store:
            assert companies(store) == ["Contoso", "Acme"]

    def test_when_it_is_damaged_once_more_both_are_kept(self, not_yet: Store, twice: Path):
        twice.write_bytes(b"once more")
        not_yet.put(Application(company="Acme"))
        assert {kept.read_bytes() for kept in copies(twice)} == {b"found", b"once more"}
        assert companies(not_yet) == ["Contoso", "Acme"]


class TestWithAJournal:
    """What a large store appended beside its file is not lost with the file."""

    @pytest.fixture(autouse=True)
    def large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(storage, "JOURNAL_FROM", 1)

    def kill_after(self, path: Path, *changes: str, why: Why | None = None) -> None:
        """Leave a store as a process leaves it that is killed after some changes, and maybe a backup."""
        aside = path.parent.with_name("aside")
        with Store.open(path) as store:
            if why is not None:
                store.back_up(why)
            for company in changes:
                store.put(Application(company=company))
            shutil.copytree(path.parent, aside)
        shutil.rmtree(path.parent)
        aside.rename(path.parent)

    @pytest.mark.parametrize("how", ["empty", "cut off", "gone"])
    def test_a_backup_of_the_file_that_it_belongs_to_gets_all_of_it(self, twice: Path, how: str):
        self.kill_after(twice, "Acme", "Globex", why=Why.ASKED)
        journal = journal_of(twice).read_bytes()
        damage(twice, how)
        with Store.open(twice, read_only=True) as store:
            assert companies(store) == ["Contoso", "Fabrikam", "Acme", "Globex"]
        assert journal_of(twice).read_bytes() == journal
        with Store.open(twice) as store:
            assert companies(store) == ["Contoso", "Fabrikam", "Acme", "Globex"]
            assert "Nothing should be missing." in store.notices[0]
            assert len(store.notices) == 1
        with Store.open(twice) as store:
            assert companies(store) == ["Contoso", "Fabrikam", "Acme", "Globex"]
            assert store.notices == ()

    def test_the_previous_file_gets_what_belongs_to_it(self, twice: Path):
        with Store.open(twice) as store:
            for company in ("Acme", "Globex"):
                store.put(Application(company=company))
        # Now the file holds all of it, the previous one two companies, and its journal the other two.
        previous = twice.with_name("thanks.json.prev")
        assert b"Globex" not in previous.read_bytes()
        twice.write_bytes(b"")
        with Store.open(twice) as store:
            assert companies(store) == ["Contoso", "Fabrikam", "Acme", "Globex"]
            assert "thanks.json.prev" in store.notices[0]

    def test_one_that_belongs_to_nothing_that_is_left_is_kept(self, twice: Path):
        self.kill_after(twice, "Acme")
        journal = journal_of(twice).read_bytes()
        twice.write_bytes(b"")
        with Store.open(twice) as store:
            assert companies(store) == ["Contoso", "Fabrikam"]
            assert any("belongs to another thanks.json" in notice for notice in store.notices)
        assert journal in [kept.read_bytes() for kept in twice.parent.glob("thanks.json.????????.journal")]

    def test_one_that_a_window_had_not_read_is_kept(self, twice: Path):
        with Store.open(twice) as first, Store.open(twice) as second:
            first.put(Application(company="Acme"))
            first.close()
            previous = previous_of(twice)
            journal_of(previous).rename(journal_of(twice))
            previous.unlink()
            journal = journal_of(twice).read_bytes()
            twice.write_bytes(b"")
            assert second.try_take_over()
            assert companies(second) == ["Contoso", "Fabrikam"]
        assert journal in [kept.read_bytes() for kept in twice.parent.glob("thanks.json.????????.journal")]

    def test_going_back_keeps_what_was_appended(self, twice: Path):
        with Store.open(twice) as store:
            made = store.back_up(Why.ASKED)
            assert made is not None
            store.put(Application(company="Acme"))
            restored = store.restore(made.path)
            assert companies(store) == ["Contoso", "Fabrikam"]
            assert restored.kept is not None
            again = store.restore(restored.kept)
            assert again.kept is not None
            assert companies(store) == ["Contoso", "Fabrikam", "Acme"]
            store.put(Application(company="Globex"))
        with Store.open(twice) as store:
            assert companies(store) == ["Contoso", "Fabrikam", "Acme", "Globex"]
            assert store.notices == ()
