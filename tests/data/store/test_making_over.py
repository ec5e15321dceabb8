"""Changing every table at once, while another thread does the work."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from thanks_tui.data.errors import NotSavedError, ReadOnlyError
from thanks_tui.data.models import Application
from thanks_tui.data.store.documents import Documents
from thanks_tui.data.store.layout import Tables
from thanks_tui.data.store.store import Store
from thanks_tui.data.store.telling import Changed

from .conftest import Family
from .faults import Faults


def emptied(tables: Tables) -> Tables:
    return {name: documents if name == "profile" else Documents() for name, documents in tables.items()}


@pytest.fixture
def kept(store: Store, family: Family) -> Store:
    store.put(*family, label="Added")
    return store


def in_a_thread(work):
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def test_it_is_there_once_it_has_ended(kept: Store, path: Path):
    told: list[Changed] = []
    kept.subscribe(told.append)
    making = kept.making_over(emptied)
    in_a_thread(making.work)
    assert len(kept.applications()) == 1
    assert told == []
    making.end()
    making.end()
    assert kept.applications() == []
    assert kept.undo_label is None
    assert [change.from_outside for change in told] == [False]
    for file in (path, path.with_name("thanks.json.prev")):
        assert b"Northwind" not in file.read_bytes()
    kept.put(Application(company="Contoso"))
    assert kept.undo() == ""


def test_meanwhile_it_is_read_and_nothing_else_is_written(kept: Store, path: Path):
    making = kept.making_over(emptied)
    contoso = Application(company="Contoso")
    for write in (
        lambda: kept.put(contoso),
        kept.undo,
        kept.rewrite,
        lambda: kept.making_over(emptied),
        lambda: kept.replace_all({}, {}),
    ):
        with pytest.raises(NotSavedError, match="everything is being written anew"):
            write()
    path.write_bytes(path.read_bytes() + b"\n")
    assert not kept.look_again()
    assert len(kept.applications()) == 1
    making.end()
    assert len(kept.applications()) == 1
    kept.put(contoso)
    assert len(kept.applications()) == 2


def test_a_store_that_is_closed_meanwhile_is_whole(kept: Store, path: Path):
    making = kept.making_over(emptied)
    in_a_thread(making.work)
    kept.close()
    with Store.open(path) as again:
        assert again.applications() == []
        assert again.notices == ()


@pytest.mark.parametrize("at", [1, 4, 12, 20])
def test_what_cannot_be_written_is_raised_and_the_store_is_given_back(
    kept: Store, path: Path, monkeypatch: pytest.MonkeyPatch, at: int
):
    making = kept.making_over(emptied)
    faults = Faults(monkeypatch)
    faults.at, faults.errno, faults.lasting = at, errno.ENOSPC, True
    with pytest.raises(NotSavedError):
        making.work()
    faults.at = 0
    making.end()
    with Store.open(path, read_only=True) as other:
        assert other.applications() == kept.applications()
    kept.put(Application(company="Contoso"))


def test_where_nothing_can_be_written_it_does_not_begin(kept: Store, path: Path):
    with Store.open(path, read_only=True) as reader, pytest.raises(ReadOnlyError):
        reader.making_over(emptied)
