"""One window writes; others read, say so, and take over when the first is gone."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from thanks_tui.data.errors import DamagedStoreError, ReadOnlyError, StoreError
from thanks_tui.data.models import Profile
from thanks_tui.data.store.records import TYPES
from thanks_tui.data.store.store import Store
from thanks_tui.data.store.telling import Changed

from .conftest import Family
from .faults import Faults

HOLD = """
    import sys
    from pathlib import Path
    from thanks_tui.data.models import Profile
    from thanks_tui.data.store.store import Store

    store = Store.open(Path(sys.argv[1]))
    store.put(Profile(name="First window"))
    print("ready", flush=True)
    sys.stdin.read()
"""


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def first(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the store open for writing."""
    with run(HOLD, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


class TestSecondWindow:
    def test_it_reads_and_takes_over_from_a_killed_one(self, first: subprocess.Popen[str], path: Path):
        with Store.open(path) as second:
            assert second.locked_out
            assert second.profile.name == "First window"
            assert not second.try_take_over()
            with pytest.raises(ReadOnlyError, match="another window"):
                second.put(Profile(name="Second window"))
            first.send_signal(signal.SIGKILL)
            first.wait()
            assert second.try_take_over()
            assert second.try_take_over()
            assert not second.locked_out
            second.put(Profile(name="Second window"))
        with Store.open(path) as third:
            assert third.profile.name == "Second window"

    def test_it_reads_anew_and_tells(self, path: Path, family: Family):
        with Store.open(path) as writer, Store.open(path) as second:
            told: list[Changed] = []
            second.subscribe(told.append)
            writer.put(*family)
            assert second.applications() == []
            writer.close()
            assert second.try_take_over()
            assert second.applications() == [family.application]
            assert told == [Changed(frozenset(TYPES), frozenset({family.application.id}), from_outside=True)]

    def test_what_the_other_left_damaged_is_not_taken_over(self, path: Path, family: Family):
        with Store.open(path) as writer, Store.open(path) as second:
            writer.put(*family)
            writer.close()
            path.write_bytes(b"")
            with pytest.raises(DamagedStoreError):
                second.try_take_over()
            assert second.read_only
            Store.open(path.with_name("other.json")).close()
        path.unlink()
        Store.open(path).close()

    def test_a_reader_has_nothing_to_take_over(self, path: Path):
        with Store.open(path, read_only=True) as reader:
            assert not reader.try_take_over()


class TestLock:
    def test_a_store_that_cannot_be_opened_gives_the_lock_back(self, path: Path):
        path.parent.mkdir()
        path.touch()
        with pytest.raises(DamagedStoreError):
            Store.open(path)
        path.unlink()
        with Store.open(path) as store:
            assert not store.locked_out

    def test_a_lock_that_was_removed_is_taken_again(self, store: Store, path: Path):
        lock = path.with_name(".thanks.json.lock")
        lock.unlink()
        store.put(Profile(name="Sam"))
        assert lock.exists()
        with Store.open(path) as second:
            assert second.locked_out

    def test_who_took_the_lock_meanwhile_keeps_it(self, store: Store, path: Path):
        store.put(Profile(name="First"), label="First")
        path.with_name(".thanks.json.lock").unlink()
        with Store.open(path) as thief:
            assert not thief.locked_out
            with pytest.raises(ReadOnlyError, match="another window"):
                store.put(Profile(name="Sam"))
            assert store.locked_out
            thief.put(Profile(name="Thief"))
        assert store.try_take_over()
        assert store.profile.name == "Thief"
        assert store.undo_label is None

    @pytest.mark.parametrize("planted", ["link", "folder"])
    def test_what_was_planted_in_its_place_is_refused(self, path: Path, tmp_path: Path, planted: str):
        path.parent.mkdir()
        target, lock = tmp_path / "target", path.with_name(".thanks.json.lock")
        target.write_text("untouched")
        target.chmod(0o644)
        if planted == "link":
            lock.symlink_to(target)
        else:
            lock.mkdir()
        with pytest.raises(StoreError, match="cannot be used as a lock"):
            Store.open(path)
        assert target.read_text() == "untouched"
        assert stat.S_IMODE(target.stat().st_mode) == 0o644

    def test_a_program_that_was_started_from_here_does_not_keep_it(self, path: Path):
        with Store.open(path), run("import sys; sys.stdin.read()") as editor:
            pass_on = editor
        with Store.open(path) as store:
            assert not store.locked_out
        pass_on.kill()


UNPRIVILEGED = """
    import os, sys
    from pathlib import Path
    import filelock
    import thanks_tui.data.store.writer
    from thanks_tui.data.errors import ThanksError
    from thanks_tui.data.models import Profile
    from thanks_tui.data.store.store import Store

    filelock.FileLock
    if os.geteuid() == 0:
        os.setuid(65534)
    folder = Path(sys.argv[1])
    path = folder / "thanks.json"
    try:
        if sys.argv[2] == "open":
            folder.chmod(0o500)
        elif sys.argv[2] == "unreadable":
            path.chmod(0o000)
        if sys.argv[2] == "save":
            store = Store.open(path)
            folder.chmod(0o500)
        else:
            store = Store.open(path)
        print(store.read_only, store.locked_out, store.profile.name, *store.notices, sep="|")
        store.put(Profile(name="Another"))
    except ThanksError as problem:
        print(type(problem).__name__, problem, sep="|")
    finally:
        folder.chmod(0o700)
"""


@pytest.fixture
def nobodys(path: Path) -> Iterator[Path]:
    """A folder with a store in it that belongs to somebody without privileges."""
    with tempfile.TemporaryDirectory(prefix="thanks-") as name:
        folder = Path(name)
        with Store.open(folder / "thanks.json") as store:
            store.put(Profile(name="Sam"))
        if os.geteuid() == 0:
            for file in (folder, *folder.iterdir()):
                os.chown(file, 65534, 65534)
        yield folder


class TestPermission:
    @pytest.mark.parametrize("problem", [errno.EROFS, errno.EACCES])
    def test_on_a_file_system_that_is_read_only_it_can_be_read(
        self, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch, problem: int
    ):
        with Store.open(path) as store:
            store.put(*family)
        path.with_name(".thanks.json.lock").unlink()
        real = os.open

        def refuse(name: Any, flags: int, *rest: Any) -> int:
            if flags & os.O_CREAT:
                raise OSError(problem, os.strerror(problem))
            return real(name, flags, *rest)

        monkeypatch.setattr(os, "open", refuse)
        with Store.open(path) as store:
            assert (store.read_only, store.locked_out) == (True, False)
            assert store.applications() == [family.application]
            assert not store.try_take_over()
        path.unlink()
        with pytest.raises(StoreError, match="Not saved: "):
            Store.open(path)

    def test_a_lock_file_that_is_there_makes_no_folder_writable(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        with Store.open(path) as store:
            store.put(Profile(name="Sam"))
        monkeypatch.setattr(os, "access", lambda *args, **kwargs: False)
        with Store.open(path) as store:
            assert (store.read_only, store.locked_out) == (True, False)
            assert store.notices == (
                f"There is no permission to write in {path.parent}; the store can only be read.",
            )

    def test_what_may_not_be_read_says_so(self, path: Path, monkeypatch: pytest.MonkeyPatch):
        def refuse(*args: object) -> int:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
        with pytest.raises(StoreError, match="There is no permission to read"):
            Store.open(path, read_only=True)

    def say(self, folder: Path, what: str) -> list[str]:
        with run(UNPRIVILEGED, folder, what) as process:
            output, _ = process.communicate(timeout=60)
        return output.splitlines()

    @pytest.mark.parametrize("has_lock", [True, False])
    def test_where_nothing_can_be_written_it_can_be_read(self, nobodys: Path, *, has_lock: bool):
        if not has_lock:
            (nobodys / ".thanks.json.lock").unlink()
        assert self.say(nobodys, "open") == [
            f"True|False|Sam|There is no permission to write in {nobodys}; the store can only be read.",
            "ReadOnlyError|Not saved: the store was opened for reading only.",
        ]

    def test_where_there_is_no_store_it_says_that_none_can_be_made(self, nobodys: Path):
        for file in nobodys.iterdir():
            file.unlink()
        assert self.say(nobodys, "open") == [
            f"StoreError|Not saved: there is no permission to write in {nobodys}."
        ]

    def test_a_save_without_permission_says_so(self, nobodys: Path):
        assert self.say(nobodys, "save") == [
            "False|False|Sam",
            f"NotSavedError|Not saved: there is no permission to write in {nobodys}.",
        ]

    def test_a_file_that_cannot_be_read_says_so(self, nobodys: Path):
        assert self.say(nobodys, "unreadable") == [
            f"StoreError|There is no permission to read {nobodys / 'thanks.json'}."
        ]

    def test_a_folder_that_cannot_be_made_says_so(self, path: Path, monkeypatch: pytest.MonkeyPatch):
        def refuse(*args: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "mkdir", refuse)
        with pytest.raises(StoreError, match=r"cannot be made or read \(Permission denied\)"):
            Store.open(path)


LIMITED = """
    import resource, sys
    from pathlib import Path
    from thanks_tui.data.errors import NotSavedError
    from thanks_tui.data.models import Application
    from thanks_tui.data.store.store import Store

    store = Store.open(Path(sys.argv[1]))
    store.put(Application(company="Small"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        store.put(Application(company="Large", remarks="x" * 8192))
    except NotSavedError as problem:
        print(problem)
    print([application.company for application in store.applications()])
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    store.put(Application(company="Next"))
"""


def test_a_write_that_really_fails_half_way(path: Path):
    with run(LIMITED, path) as process:
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert output.splitlines() == [
        "Not saved: thanks.json has reached the size that files may have here.",
        "['Small']",
    ]
    with Store.open(path) as store:
        assert [application.company for application in store.applications()] == ["Small", "Next"]
        assert store.notices == ()
        assert not list(path.parent.glob(".*.tmp"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_device_is_no_place_for_a_store():
    with pytest.raises(StoreError, match="is not a file"):
        Store.open(Path("/dev/full"), read_only=True)


def test_opening_for_reading_is_light(path: Path):
    script = """
        import sys
        from pathlib import Path
        from thanks_tui.data.store.store import Store
        Store.open(Path(sys.argv[1]), read_only=True)
        print(*sorted({"asyncio", "filelock", "textual", "rich", "logging"} & sys.modules.keys()))
    """
    with run(script, path) as process:
        output, _ = process.communicate(timeout=60)
    assert output == "\n"


def test_every_call_of_opening_may_fail(path: Path, family: Family, faults: Faults):
    with Store.open(path) as store:
        store.put(*family)
    for at in range(1, 60):
        faults.arm(at, errno.EIO)
        with suppress(StoreError):
            Store.open(path).close()
        faults.disarm()
        hit = faults.hit
        with Store.open(path) as store:
            assert not store.locked_out
            assert store.applications() == [family.application]
        if not hit:
            return
    raise AssertionError("opening never came to an end")
