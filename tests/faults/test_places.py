"""Real disks that are full or cannot be written, other users, limits of the system: nothing is pretended."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from thanks_tui.data.backups.making import back_up
from thanks_tui.data.backups.names import Why, copies_of
from thanks_tui.data.clock import utc_now
from thanks_tui.data.errors import NotBackedUpError, NotSavedError, StoreError
from thanks_tui.data.models import Application
from thanks_tui.data.store import journal, storage
from thanks_tui.data.store.store import Store

from .oracle import assert_tidy, start_anew, state_at

pytestmark = pytest.mark.faults

FULL = "Not saved: the disk that holds {} is full."


def mount(folder: Path, *options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", ",".join(("mode=700", *options)), "tmpfs", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for 256 kilobytes."""
    if shutil.which("mount") is None or os.geteuid():
        pytest.skip("only root can mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount(folder, "size=256k")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill_up(folder: Path) -> Path:
    """Leave no room at all on a disk; return what takes it."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    return ballast


def companies(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [each.company for each in store.applications()]


class TestFullDisk:
    @pytest.mark.parametrize("large", [False, True])
    def test_a_file_that_grows_until_there_is_no_room(
        self, disk: Path, large: bool, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(storage, "JOURNAL_FROM", 1 if large else 8_000_000)
        path = disk / "kept" / "thanks.json"
        kept: list[str] = []
        with Store.open(path) as store:
            told = ""
            while not told:
                company = f"{len(kept)}"
                try:
                    store.put(Application(company=company, their_words="word " * 800))
                except NotSavedError as problem:
                    told = str(problem)
                else:
                    kept.append(company)
            assert told == FULL.format(path.parent)
            assert [each.company for each in store.applications()] == kept == companies(path)
            assert not list(path.parent.glob(".*.tmp"))
        assert companies(path) == kept
        subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
        start_anew(path)

    def test_a_save_while_it_is_full_and_when_there_is_room_again(self, disk: Path):
        path = disk / "kept" / "thanks.json"
        with Store.open(path) as store:
            store.put(Application(company="Before"))
            ballast = fill_up(disk)
            before = path.read_bytes()
            for _ in range(3):
                with pytest.raises(NotSavedError, match="is full"):
                    store.put(Application(company="Meanwhile"))
                with pytest.raises(NotBackedUpError):
                    store.back_up(Why.ASKED)
            assert path.read_bytes() == before
            assert [each.company for each in store.applications()] == ["Before"]
            ballast.unlink()
            store.put(Application(company="After"))
            assert store.back_up(Why.ASKED) is not None
        start_anew(path)

    def test_what_is_damaged_is_read_from_a_copy_and_recovered_when_there_is_room(self, disk: Path):
        path = disk / "kept" / "thanks.json"
        with Store.open(path) as store:
            store.put(Application(company="First"))
            store.put(Application(company="Second"))
        damaged = path.read_bytes()[:-5]
        path.write_bytes(damaged)
        ballast = fill_up(disk)
        with Store.open(path) as store:
            assert [each.company for each in store.applications()] == ["First"]
            assert any("full" in notice for notice in store.notices)
            with pytest.raises(NotSavedError):
                store.put(Application(company="Third"))
            assert path.read_bytes() == damaged
            ballast.unlink()
            store.put(Application(company="Third"))
        assert damaged in {copy.read_bytes() for copy in copies_of(path)}
        assert companies(path) == ["First", "Third"]
        start_anew(path)

    def test_the_first_start_on_a_full_disk(self, disk: Path):
        ballast = fill_up(disk)
        path = disk / "kept" / "thanks.json"
        before = sorted(disk.rglob("*"))
        with Store.open(path) as store, pytest.raises(NotSavedError, match="is full"):
            store.put(Application(company="First"))
        assert {file.name for file in {*disk.rglob("*")} - {*before}} <= {"kept", ".thanks.json.lock"}
        ballast.unlink()
        start_anew(path)


def test_a_disk_that_can_only_be_read(disk: Path):
    path = disk / "kept" / "thanks.json"
    with Store.open(path) as store:
        store.put(Application(company="Before"))
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with Store.open(path) as store:
        assert (store.read_only, store.locked_out) == (True, False)
        assert [each.company for each in store.applications()] == ["Before"]
        assert store.notices
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    start_anew(path)


def run(script: str, *arguments: object, **options: object) -> list[str]:
    """Run a script in a process of its own, and return the lines that it printed."""
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_too_many_open_files(tmp_path: Path):
    path = tmp_path / "kept" / "thanks.json"
    script = """
        import os, resource, sys
        from pathlib import Path
        from thanks_tui.data.errors import ThanksError
        from thanks_tui.data.models import Application
        from thanks_tui.data.store.store import Store

        path = Path(sys.argv[1])
        store = Store.open(path)
        store.put(Application(company="Before"))
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        for free in range(3):
            top = os.open("/dev/null", os.O_RDONLY)
            resource.setrlimit(resource.RLIMIT_NOFILE, (top + free, hard))
            os.close(top)
            for what in (lambda: store.put(Application(company="Meanwhile")), lambda: Store.open(path)):
                try:
                    what()
                except ThanksError as problem:
                    print(problem)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        store.put(Application(company="After"))
    """
    told = run(script, path)
    assert told
    assert all("Too many open files" in line for line in told)
    assert companies(path)[0] == "Before"
    assert companies(path)[-1] == "After"
    start_anew(path)


AS_NOBODY = """
    import os, sys
    from pathlib import Path
    import filelock
    import thanks_tui.data.store.writer
    from thanks_tui.data.backups import making, names, restoring
    from thanks_tui.data.errors import ThanksError
    from thanks_tui.data.models import Application
    from thanks_tui.data.store import recovery
    from thanks_tui.data.store.store import Store

    filelock.FileLock
    os.setuid(65534)
    try:
        with Store.open(Path(sys.argv[1])) as store:
            print(*store.notices, sep="\\n")
            print([each.company for each in store.applications()])
            store.put(Application(company="By nobody"))
            print("saved")
    except ThanksError as problem:
        print(f"{type(problem).__name__}: {problem}")
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder in a place that every user can reach."""
    if os.geteuid():
        pytest.skip("only root can be another user")
    with tempfile.TemporaryDirectory(prefix="thanks-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


class TestSomebodyElses:
    def test_a_file_in_a_folder_of_ones_own_is_read_and_replaced(self, shared: Path):
        path = shared / "kept" / "thanks.json"
        with Store.open(path) as store:
            store.put(Application(company="By root"))
        os.chown(path.parent, 65534, 65534)
        path.parent.joinpath(".thanks.json.lock").unlink()
        path.chmod(0o644)
        told = run(AS_NOBODY, path)
        assert "could not be closed to them" in told[0]
        assert told[1:] == ["['By root']", "saved"]
        assert path.stat().st_uid == 65534
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_a_file_that_nobody_else_may_read_is_refused_in_a_sentence(self, shared: Path):
        path = shared / "kept" / "thanks.json"
        with Store.open(path) as store:
            store.put(Application(company="By root"))
        before = path.read_bytes()
        os.chown(path.parent, 65534, 65534)
        path.parent.joinpath(".thanks.json.lock").unlink()
        [told] = run(AS_NOBODY, path)
        assert told == f"StoreError: There is no permission to read {path}."
        assert path.read_bytes() == before

    @pytest.mark.parametrize("mode", [0o755, 0o777])
    def test_a_folder_is_refused_however_open_it_is(self, shared: Path, mode: int):
        folder = shared / "kept"
        folder.mkdir()
        folder.chmod(mode)
        [told] = run(AS_NOBODY, folder / "thanks.json")
        assert (
            told == f"StoreError: The folder {folder} belongs to another user; the store is not kept there."
        )
        assert list(folder.iterdir()) == []


class TestPlanted:
    """Somebody else has put a link where a file of ours will be; what it leads to stays untouched."""

    @pytest.fixture
    def target(self, tmp_path: Path) -> Path:
        target = tmp_path / "target"
        target.mkdir()
        (target / "precious").write_text("untouched")
        return target

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "kept" / "thanks.json"
        with Store.open(path) as store:
            store.put(Application(company="First"))
            store.put(Application(company="Second"))
        return path

    def assert_untouched(self, target: Path) -> None:
        assert [(file.name, file.read_text()) for file in target.iterdir()] == [("precious", "untouched")]

    def test_at_the_folder_of_backups(self, path: Path, target: Path):
        path.with_name("backups").symlink_to(target)
        with Store.open(path) as store, pytest.raises(NotBackedUpError):
            store.back_up(Why.ASKED)
        path.write_bytes(path.read_bytes()[:-3])
        with Store.open(path) as store:
            assert companies(path) == ["First"]
            with pytest.raises(NotSavedError):
                store.put(Application(company="Third"))
        self.assert_untouched(target)

    def test_at_the_name_of_a_backup(self, path: Path, target: Path):
        now = utc_now()
        made = back_up(path, Why.ASKED, now)
        assert made is not None
        made.path.unlink()
        made.path.symlink_to(target / "precious")
        again = back_up(path, Why.ASKED, now)
        assert again is not None
        assert again.path != made.path
        assert again.path.read_bytes() == path.read_bytes()
        self.assert_untouched(target)

    @pytest.mark.parametrize("name", ["thanks.json.journal", "thanks.json.prev", "thanks.json.prev.journal"])
    def test_beside_the_store(self, path: Path, target: Path, name: str, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(storage, "JOURNAL_FROM", 1)
        planted = path.with_name(name)
        planted.unlink(missing_ok=True)
        planted.symlink_to(target / "precious")
        try:
            with Store.open(path) as store:
                store.put(Application(company="Third"))
                store.put(Application(company="Fourth"))
        except StoreError:
            # It is no journal of ours, and whose it is nobody knows.
            planted.unlink()
        else:
            assert companies(path) == ["First", "Second", "Third", "Fourth"]
        assert companies(path)[:2] == ["First", "Second"]
        self.assert_untouched(target)


@pytest.mark.parametrize("umask", [0o000, 0o027, 0o077])
def test_everything_is_closed_to_others_whatever_the_umask(tmp_path: Path, umask: int):
    path = tmp_path / "deep" / "kept" / "thanks.json"
    script = """
        import os, sys
        from pathlib import Path
        os.umask(int(sys.argv[2]))
        from thanks_tui.data.backups.names import Why
        from thanks_tui.data.models import Application
        from thanks_tui.data.store import storage
        from thanks_tui.data.store.store import Store

        path = Path(sys.argv[1])
        storage.JOURNAL_FROM = 1
        for company in ("First", "Second"):
            with Store.open(path) as store:
                store.put(Application(company=company))
                store.put(Application(company=f"{company} again"))
                store.back_up(Why.ASKED)
        path.write_bytes(path.read_bytes()[:-1])
        Store.open(path).close()
        store = Store.open(path)
        store.put(Application(company="In the journal"))
        os._exit(0)
    """
    run(script, path, umask)
    assert journal.journal_of(path).exists()
    assert len(copies_of(path)) >= 3
    assert_tidy(path)
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    assert "In the journal" in state_at(path)


MONSTERS: dict[str, Callable[[], Iterator[bytes]]] = {
    "brackets": lambda: iter([b'{"applications": {"1": ', *[b"[" * 1_000_000] * 200]),
    "digits": lambda: iter([b'{"applications": {"1": {"moved": ', *[b"9" * 1_000_000] * 200, b"}}}"]),
    "one text": lambda: iter([b'{"name": "', *[b"x" * 1_000_000] * 200, b'"}']),
    "quotes": lambda: iter([b'"' * 1_000_000] * 200),
    "backslashes": lambda: iter([b'{"', *[b"\\" * 1_000_000] * 200, b'": 1}']),
}


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_of_200_megabytes_is_set_aside(tmp_path: Path, name: str):
    path = tmp_path / "kept" / "thanks.json"
    with Store.open(path) as store:
        store.put(Application(company="First"))
        store.put(Application(company="Second"))
    with path.open("wb") as file:
        file.writelines(MONSTERS[name]())
    size = path.stat().st_size
    script = """
        import resource, sys
        from pathlib import Path
        from thanks_tui.data.store.store import Store

        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        with Store.open(Path(sys.argv[1])) as store:
            print(store.recovered, [each.company for each in store.applications()])
    """
    assert run(script, path) == ["True ['First']"]
    [kept] = copies_of(path)
    assert kept.stat().st_size == size


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of twenty thousand documents."""
    path = tmp_path_factory.mktemp("large") / "kept" / "thanks.json"
    applications = (Application(company=f"Company {number}") for number in range(20_000))
    with Store.open(path) as store:
        store.put(*applications)
    return path


class TestLarge:
    """The fastest of a few, for the machine may be busy with something else."""

    def fastest(self, script: str, path: Path) -> float:
        return min(json.loads(run(script, path)[-1]))

    def test_a_save_takes_less_than_150_ms(self, large: Path):
        script = """
            import sys, time
            from pathlib import Path
            from thanks_tui.data.models import Application
            from thanks_tui.data.store.store import Store
            taken = []
            with Store.open(Path(sys.argv[1])) as store:
                for number in range(5):
                    began = time.perf_counter()
                    store.put(Application(id="a" * 32, company=f"Another {number}"))
                    taken.append(time.perf_counter() - began)
            print(taken)
        """
        assert self.fastest(script, large) < 0.15

    def test_opening_takes_less_than_a_second(self, large: Path):
        script = """
            import sys, time
            from pathlib import Path
            from thanks_tui.data.store.store import Store
            taken = []
            for _ in range(5):
                began = time.perf_counter()
                Store.open(Path(sys.argv[1])).close()
                taken.append(time.perf_counter() - began)
            print(taken)
        """
        assert self.fastest(script, large) < 1
