"""Old copies make room: counted by generation, for days, weeks and months, and never by a wrong clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from thanks_tui.data.backups.names import CopyName
from thanks_tui.data.backups.thinning import superfluous, thin
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store

from .copies import NOW, stamped


def names(*days_ago: float) -> list[CopyName]:
    """Copies made so many days ago, a generation each, in this order."""
    return [
        CopyName(stem="thanks", generation=number, made=NOW - timedelta(days=ago), why="start")
        for number, ago in enumerate(days_ago, start=1)
    ]


def ages(copies: list[CopyName]) -> list[int]:
    return sorted((NOW - copy.made).days for copy in copies)


def kept(copies: list[CopyName], now: datetime = NOW) -> list[CopyName]:
    gone = superfluous(copies, now)
    return [copy for copy in copies if copy not in gone]


class TestRotation:
    def test_the_ten_newest_stay_whatever_their_age(self):
        copies = names(*(300 - 0.01 * number for number in range(10)))
        assert kept(copies) == copies

    def test_of_one_day_only_the_newest_stays_beside_them(self):
        copies = names(*(5 - 0.001 * number for number in range(20)), *(0.01 * n for n in range(10, 0, -1)))
        assert kept(copies) == copies[19:]

    def test_a_year_of_days(self):
        copies = names(*range(360, -1, -1))
        remaining = ages(kept(copies))
        assert remaining[:22] == list(range(22))
        assert len(remaining) == 10 + 12 + 10 + 9
        gaps = [later - earlier for earlier, later in pairwise(remaining)]
        assert all(gap <= 7 for gap in gaps[:32])
        assert all(gap <= 31 for gap in gaps)
        assert 240 < remaining[-1] < 280

    def test_day_by_day_it_comes_to_the_same_number(self):
        copies: list[CopyName] = []
        for day in range(700):
            now = NOW + timedelta(days=day)
            copies.append(CopyName(stem="thanks", generation=day, made=now, why="start"))
            copies = kept(copies, now)
        assert len(copies) == 41

    def test_the_order_is_that_of_the_generations(self):
        copies = names(0.5, *range(30, 1, -1))
        gone = superfluous(copies, NOW)
        assert copies[0] not in gone[:0]
        assert set(copies[-10:]).isdisjoint(gone)


class TestClock:
    def rotated(self) -> list[CopyName]:
        """So many that some are superfluous by a right clock."""
        copies = names(*(number / 10 for number in range(400, 0, -1)))
        assert superfluous(copies, NOW)
        return copies

    @pytest.mark.parametrize("back", [timedelta(minutes=3), timedelta(days=1), timedelta(days=3650)])
    def test_one_that_is_behind_removes_nothing(self, back: timedelta):
        assert superfluous(self.rotated(), NOW - timedelta(days=0.1) - back) == []

    def test_one_that_stays_behind_removes_nothing_however_often_it_is_started(self):
        copies = self.rotated()
        for day in range(50):
            now = NOW - timedelta(days=3650 - day)
            copies.append(CopyName(stem="thanks", generation=1000 + day, made=now, why="start"))
            assert superfluous(copies, now) == []

    @pytest.mark.parametrize("ahead", [timedelta(days=401), timedelta(days=70 * 365)])
    def test_one_that_is_absurdly_ahead_removes_nothing(self, ahead: timedelta):
        copies = self.rotated()
        for start in range(8):
            now = NOW + ahead + timedelta(hours=start)
            copies.append(CopyName(stem="thanks", generation=1000 + start, made=now, why="start"))
            assert superfluous(copies, now) == []

    def test_after_it_is_set_right_things_go_on(self):
        copies = self.rotated()
        for start in range(3):
            far = NOW + timedelta(days=70 * 365, hours=start)
            copies.append(CopyName(stem="thanks", generation=1000 + start, made=far, why="start"))
        assert superfluous(copies, NOW) == []
        copies.append(CopyName(stem="thanks", generation=1003, made=NOW, why="start"))
        gone = superfluous(copies, NOW)
        assert gone
        assert all(copy.made < NOW for copy in gone)

    def test_a_year_without_a_job_search_is_believed(self):
        copies = self.rotated()
        now = NOW + timedelta(days=390)
        copies.append(CopyName(stem="thanks", generation=1000, made=now, why="start"))
        assert superfluous(copies, now)

    def test_the_hour_that_comes_twice_is_no_clock_that_is_behind(self):
        # Stamps are in UTC, which knows no summer time.
        before = datetime(2026, 10, 25, 0, 59, tzinfo=UTC)
        assert CopyName(stem="t", generation=1, made=before, why="start").made < before + timedelta(minutes=2)


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 2000), st.integers(0, 86400)), max_size=60, unique=True
    )
)
def test_whatever_the_stamps_the_newest_ten_stay_and_the_rest_is_bounded(rows: list[tuple[int, int, int]]):
    copies = [
        CopyName(
            stem="thanks", generation=number, made=NOW - timedelta(days=days, seconds=seconds), why="start"
        )
        for number, days, seconds in rows
    ]
    gone = superfluous(copies, NOW)
    newest = sorted(copies, key=lambda copy: (copy.generation, copy.made), reverse=True)[:10]
    assert set(newest).isdisjoint(gone)
    assert not gone or len(copies) - len(gone) <= 41
    assert len(set(gone)) == len(gone)


class TestFiles:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "data" / "thanks.json"
        with Store.open(path) as store:
            store.put(Application(company="Contoso"))
        return path

    def left(self, path: Path) -> list[Path]:
        return sorted((path.parent / "backups").iterdir())

    def test_what_is_superfluous_goes(self, path: Path):
        made = stamped(path, [number / 24 for number in range(48, 0, -1)])
        assert thin(path, NOW) == ""
        assert set(made[-10:]) < set(self.left(path))
        assert len(self.left(path)) == 12

    def test_what_is_not_ours_or_not_to_be_thinned_stays(self, path: Path, tmp_path: Path):
        stamped(path, [number / 24 for number in range(48, 0, -1)])
        for why in ("damaged", "theirs", "ours", "unheardof"):
            stamped(path, [400, 399, 398], why=why)
        room = path.parent / "backups"
        (room / "thanks-00000001-20261101T183000Z-start.json").symlink_to(tmp_path)
        (room / "thanks-00000001-20261101T183000Z-start.txt").touch()
        (room / "other-00000001-20261101T183000Z-start.json").touch()
        before = len(self.left(path))
        thin(path, NOW)
        left = self.left(path)
        assert before - len(left) == 36
        for why in ("damaged", "theirs", "ours", "unheardof"):
            assert len([file for file in left if file.name.endswith(f"-{why}.json")]) == 3

    def test_what_is_not_whole_is_neither_counted_nor_removed(self, path: Path):
        made = stamped(path, [number / 24 for number in range(48, 0, -1)])
        broken = made[-10:]
        for file in broken:
            file.write_bytes(b"{")
        thin(path, NOW)
        left = self.left(path)
        assert set(broken) <= set(left)
        assert set(made[-20:-10]) <= set(left)

    def test_an_encrypted_one_counts_like_any_other(self, path: Path):
        made = stamped(path, [number / 24 for number in range(48, 0, -1)])
        for file in made:
            Path(f"{file}.age").write_bytes(b"age-encryption.org/v1\n-> X25519 abc\n")
            file.unlink()
        thin(path, NOW)
        assert len(self.left(path)) == 12

    def test_a_clock_that_is_behind_removes_nothing(self, path: Path):
        made = stamped(path, [number / 24 for number in range(48, 0, -1)])
        assert thin(path, NOW - timedelta(days=1)) == ""
        assert self.left(path) == sorted(made)

    def test_no_folder_is_no_trouble(self, path: Path):
        assert thin(path, NOW) == ""
