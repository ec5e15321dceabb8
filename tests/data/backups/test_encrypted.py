"""Backups to a public key: nobody reads them without the secret one, and nothing else is made instead."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from thanks_tui.data.backups.examining import examine
from thanks_tui.data.backups.making import Backup, back_up, set_aside
from thanks_tui.data.backups.names import copies_of
from thanks_tui.data.backups.older import encrypt_copies, plain_copies, remove_copies
from thanks_tui.data.backups.recipients import encrypt_to, recipients_of
from thanks_tui.data.backups.restoring import restore
from thanks_tui.data.backups.why import Why
from thanks_tui.data.encryption.age import decrypt
from thanks_tui.data.encryption.keys import read_identities, read_recipients
from thanks_tui.data.encryption.locks import Recipients
from thanks_tui.data.errors import DamagedStoreError, NotBackedUpError, StoreError
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from tests.keys import Pair, needs_age, new_pair, opened_by_age

CANARY = "Kanarienvogel"
NOW = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with a word in it that is looked for."""
    path = tmp_path / "data" / "thanks.json"
    save(path, CANARY)
    return path


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """The key to which backups are encrypted."""
    return new_pair(tmp_path)


@pytest.fixture
def locked(path: Path, pair: Pair) -> Path:
    """The same store, once its backups are encrypted."""
    encrypt_to(path, read_recipients([pair.public]))
    return path


def save(path: Path, company: str) -> None:
    with Store.open(path) as store:
        store.put(Application(company=company))


def copied(path: Path, why: Why = Why.START, hours: int = 0) -> Backup:
    made = back_up(path, why, NOW + timedelta(hours=hours))
    assert made is not None
    return made


def in_plain(path: Path) -> list[str]:
    """Return the names of the files among the backups in which the word can be read."""
    room = path.parent / "backups"
    files = [file for file in room.iterdir() if file.is_file()]
    return sorted(file.name for file in files if CANARY.encode() in file.read_bytes())


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [application.company for application in store.applications()]


def test_a_backup_opens_with_the_key_and_is_what_was_saved(locked: Path, pair: Pair):
    made = copied(locked)
    assert made.path.name == "thanks-00000001-20261123T183000Z-start.json.age"
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert decrypt(made.path.read_bytes(), read_identities([pair.file])) == locked.read_bytes()
    assert in_plain(locked) == []


@needs_age
def test_the_program_age_reads_a_backup(locked: Path, pair: Pair):
    assert opened_by_age(copied(locked).path, pair.file) == locked.read_bytes()


@needs_age
def test_the_program_age_takes_the_list_of_keys(locked: Path, pair: Pair, tmp_path: Path):
    keys = locked.parent / "backups" / "recipients.txt"
    subprocess.run(["age", "-R", keys, "-o", tmp_path / "x.age", locked], check=True)
    assert opened_by_age(tmp_path / "x.age", pair.file) == locked.read_bytes()


@pytest.mark.parametrize("why", Why)
def test_whatever_a_copy_is_made_for_it_is_encrypted(locked: Path, why: Why):
    assert copied(locked, why).path.suffix == ".age"
    assert in_plain(locked) == []


def test_a_damaged_store_is_kept_encrypted_too(locked: Path, pair: Pair):
    data = locked.read_bytes()[:-5]
    locked.write_bytes(data)
    kept = set_aside(locked, data, NOW)
    assert kept.name.endswith("-damaged.json.age")
    assert decrypt(kept.read_bytes(), read_identities([pair.file])) == data
    assert set_aside(locked, data, NOW + timedelta(hours=1)) == kept
    assert in_plain(locked) == []


def test_a_damaged_store_that_could_not_be_replaced_is_kept_once(
    locked: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*args: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    save(locked, "Contoso")
    locked.write_bytes(b"damaged")
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        store = Store.open(locked)
    locked.unlink()
    with store:
        store.put(Application(company="Fabrikam"))
    assert companies(locked) == [CANARY, "Fabrikam"]
    assert [name.why for name in copies_of(locked).values()] == [Why.DAMAGED]


def test_what_has_not_changed_is_not_copied_twice(locked: Path):
    first = copied(locked)
    again = copied(locked, hours=1)
    assert (again.path, again.is_new) == (first.path, False)
    save(locked, "Contoso")
    assert copied(locked, hours=2).is_new
    assert copied(locked, Why.ASKED, hours=3).is_new


def test_a_plain_twin_is_not_enough_once_they_are_encrypted(path: Path, pair: Pair):
    plain = copied(path)
    encrypt_to(path, read_recipients([pair.public]))
    sealed = copied(path, hours=1)
    assert (sealed.is_new, sealed.path.suffix) == (True, ".age")
    encrypt_to(path, None)
    assert copied(path, hours=2).path == plain.path


def test_switched_off_they_are_plain_again(locked: Path):
    copied(locked)
    encrypt_to(locked, None)
    save(locked, "Contoso")
    assert copied(locked).path.suffix == ".json"
    assert recipients_of(locked) is None


def lose(keys: Path) -> None:
    keys.unlink()


def empty(keys: Path) -> None:
    keys.write_text("")


def garble(keys: Path) -> None:
    keys.write_bytes(b"\xff\xfe")


def misspell(keys: Path) -> None:
    keys.write_text("age1nobody\n")


def put_a_folder(keys: Path) -> None:
    keys.unlink()
    keys.mkdir()


def put_a_fifo(keys: Path) -> None:
    keys.unlink()
    os.mkfifo(keys)


def leave_a_dangling_link(keys: Path) -> None:
    keys.unlink()
    keys.symlink_to("nowhere.txt")


@pytest.mark.parametrize(
    "spoil", [lose, empty, garble, misspell, put_a_folder, put_a_fifo, leave_a_dangling_link]
)
def test_where_it_cannot_be_told_to_whom_there_is_no_backup_rather_than_a_plain_one(locked: Path, spoil):
    copied(locked)
    before = sorted(copies_of(locked))
    spoil(locked.parent / "backups" / "recipients.txt")
    save(locked, "Contoso")
    with pytest.raises(NotBackedUpError, match=r"^No backup was made") as caught:
        copied(locked)
    assert "\n" not in str(caught.value)
    assert sorted(copies_of(locked)) == before
    assert in_plain(locked) == []


def test_a_store_that_never_was_encrypted_has_plain_backups(path: Path):
    assert recipients_of(path) is None
    assert copied(path).path.suffix == ".json"


def test_the_list_of_keys_is_the_users_alone_and_replaced_as_a_whole(locked: Path, tmp_path: Path):
    keys = locked.parent / "backups" / "recipients.txt"
    other = new_pair(tmp_path, "other.txt")
    encrypt_to(locked, Recipients(other.public))
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    assert recipients_of(locked).keys == (other.public,)  # pyright: ignore[reportOptionalMemberAccess]
    assert [file.name for file in keys.parent.iterdir()] == ["recipients.txt"]
    # The folder still counts as the store's own, and is closed again when somebody opened it.
    keys.parent.chmod(0o755)
    save(locked, "Contoso")
    assert stat.S_IMODE(keys.parent.stat().st_mode) == 0o700


def test_older_copies_are_encrypted_one_by_one(path: Path, pair: Pair):
    copied(path)
    save(path, "Contoso")
    copied(path, Why.IMPORT)
    written = {"thanks.json.edited-1": "edited", "thanks.json.schema-0": "migration"}
    written |= {"thanks.json.replaced-7": "restore", "thanks.json.replaced-damaged": "damaged"}
    for name in written:
        path.with_name(name).write_bytes(path.read_bytes())
        os.utime(path.with_name(name), (1_700_000_000, 1_700_000_000))
    before = path.with_name("thanks.json.prev").read_bytes()
    encrypt_to(path, read_recipients([pair.public]))
    assert len(plain_copies(path)) == 6
    assert encrypt_copies(path) == 6
    assert plain_copies(path) == []
    assert in_plain(path) == []
    assert sorted(file.name for file in path.parent.iterdir()) == [
        ".thanks.json.lock",
        "backups",
        "thanks.json",
        "thanks.json.prev",
    ]
    names = copies_of(path)
    assert sorted(name.why for name in names.values()) == sorted(["start", "import", *written.values()])
    assert {name.made for name in names.values()} == {NOW, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)}
    assert path.with_name("thanks.json.prev").read_bytes() == before
    assert encrypt_copies(path) == 0
    for file, name in names.items():
        held = decrypt(file.read_bytes(), read_identities([pair.file]))
        assert (b"Contoso" in held) == (name.why != "start")


def test_older_copies_are_removed(path: Path):
    copied(path)
    path.with_name("thanks.json.edited-1").write_bytes(b"{}")
    assert remove_copies(path) == 2
    assert in_plain(path) == []
    assert sorted(file.name for file in path.parent.iterdir()) == [
        ".thanks.json.lock",
        "backups",
        "thanks.json",
    ]
    assert remove_copies(path) == 0


def test_a_copy_that_cannot_be_encrypted_stays(path: Path):
    plain = copied(path).path
    encrypt_to(path, Recipients("age1nobody"))
    with pytest.raises(NotBackedUpError, match="age1nobody is no public key"):
        encrypt_copies(path)
    assert plain.exists()


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_what_cannot_be_listed_written_or_removed_is_told(path: Path, pair: Pair, monkeypatch):
    plain = copied(path).path
    encrypt_to(path, read_recipients([pair.public]))
    for name, act, sentence in (
        ("pathlib.Path.iterdir", encrypt_copies, f"{plain.parent} could not be read (Input/output error)."),
        ("os.utime", encrypt_copies, "No backup was made: "),
        ("pathlib.Path.unlink", remove_copies, f"{plain} could not be removed (Input/output error)."),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(name, refuse)
            with pytest.raises(StoreError) as caught:
                act(path)
        assert str(caught.value).startswith(sentence)
        assert plain.exists()
    assert encrypt_copies(path) == 1


def test_where_they_cannot_be_listed_none_is_made(path: Path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.iterdir", refuse)
    with pytest.raises(
        NotBackedUpError, match=r"^No backup was made: .*cannot be read \(Input/output error\)\.$"
    ):
        recipients_of(path)


def test_a_link_in_the_place_of_the_folder_is_not_looked_into(path: Path):
    room = path.parent / "backups"
    (path.parent.parent / "elsewhere").mkdir()
    room.symlink_to(path.parent.parent / "elsewhere")
    (room / "thanks-00000001-20261123T183000Z-start.json").write_bytes(b"{}")
    assert plain_copies(path) == []
    assert remove_copies(path) == 0
    assert list(room.iterdir())


def test_where_there_is_no_folder_for_them_nobody_can_be_chosen(path: Path, pair: Pair):
    (path.parent / "backups").write_text("mine")
    with pytest.raises(StoreError, match=r"backups cannot be used \(Not a directory\)\.$"):
        encrypt_to(path, Recipients(pair.public))


def test_a_backup_is_examined_with_what_is_in_it(locked: Path, pair: Pair):
    made = copied(locked).path
    outside = examine(made)
    assert (outside.encrypted, outside.complaint, outside.wrong) == (True, "", "")
    assert outside.records == {}
    held = decrypt(made.read_bytes(), read_identities([pair.file]))
    inside = examine(made, held)
    assert inside.whole
    assert (inside.generation, inside.records["applications"]) == (1, 1)
    assert not examine(made, held.replace(b"Kanarien", b"Pinguins")).intact
    assert examine(made, held[:-5]).complaint


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 400])
def test_what_is_no_age_file_is_wrong_even_from_outside(locked: Path, content: bytes):
    made = copied(locked).path
    made.write_bytes(content)
    assert examine(made).wrong == f"{made.name} is damaged: it is not in the age format."


def test_going_back_to_one_takes_what_is_in_it(locked: Path, pair: Pair):
    made = copied(locked).path
    save(locked, "Contoso")
    with pytest.raises(DamagedStoreError, match=r"is encrypted\. Nothing was restored"):
        restore(locked, made, NOW)
    assert companies(locked) == [CANARY, "Contoso"]
    held = decrypt(made.read_bytes(), read_identities([pair.file]))
    done = restore(locked, made, NOW + timedelta(hours=1), held)
    assert companies(locked) == [CANARY]
    assert done.kept is not None
    assert done.kept.name.endswith("-restore.json.age")
    assert in_plain(locked) == []
    # In an open store as well, and there nothing is changed by one that is damaged.
    save(locked, "Contoso")
    with Store.open(locked) as store:
        with pytest.raises(DamagedStoreError):
            store.restore(made, held[:-5])
        assert len(store.applications()) == 2
        store.restore(made, held)
        assert [each.company for each in store.applications()] == [CANARY]


def test_recovery_passes_over_what_is_encrypted_and_says_so(locked: Path):
    save(locked, "Contoso")
    made = copied(locked).path
    locked.write_bytes(b"{")
    with Store.open(locked) as store:
        # The one before the last save, which lies beside it.
        assert [each.company for each in store.applications()] == [CANARY]
        assert f"{made.name} is encrypted, and was passed over; with its key, thanks-tui restore " in str(
            store.notices
        )
    assert in_plain(locked) == []


def test_recovery_does_not_name_an_encrypted_one_that_is_older(locked: Path):
    copied(locked)
    save(locked, "Contoso")
    save(locked, "Fabrikam")
    locked.write_bytes(b"{")
    with Store.open(locked) as store:
        assert len(store.applications()) == 2
        assert "encrypted" not in str(store.notices)


def test_where_only_encrypted_ones_are_left_it_says_how_to_go_back(locked: Path):
    made = copied(locked).path
    for data in (b"{", None):
        locked.unlink() if data is None else locked.write_bytes(data)
        locked.with_name("thanks.json.prev").unlink(missing_ok=True)
        with pytest.raises(StoreError) as caught:
            Store.open(locked)
        assert str(caught.value).endswith(
            f"{made.name} is encrypted, and was passed over; "
            f"with its key, thanks-tui restore {made.name} --identity FILE goes back to it."
        )
    assert not locked.exists()


def test_thinning_counts_what_is_encrypted_and_leaves_what_is_damaged(locked: Path):
    for day in range(40):
        save(locked, f"Company {day}")
        copied(locked, hours=24 * day)
    whole = copies_of(locked)
    assert 10 + 12 < len(whole) < 30  # the newest, the days before them, a few weeks
    oldest = min(whole)
    oldest.write_bytes(b"cut")
    for day in range(40, 90):
        save(locked, f"Company {day}")
        copied(locked, hours=24 * day)
    assert oldest.read_bytes() == b"cut"
