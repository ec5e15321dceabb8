"""Older files are kept as they were and brought up to date step by step."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from thanks_tui.data.models import Application
from thanks_tui.data.store import holding, migrations, storage
from thanks_tui.data.store.documents import Documents
from thanks_tui.data.store.migrations import PlainTables, migrate
from thanks_tui.data.store.storage import DurableStorage
from thanks_tui.data.store.store import Store
from tinydb import TinyDB

from .conftest import Family


@pytest.fixture
def by_hand(path: Path) -> bytes:
    """A file as somebody makes it with stock TinyDB: no `meta`, no ids, links by number."""
    path.parent.mkdir(mode=0o700)
    with TinyDB(path) as database:
        number = database.table("applications").insert({"company": "Northwind"})
        dana = database.table("contacts").insert({"application_id": number, "name": "Dana Ortiz"})
        database.table("contacts").insert({"application_id": 99, "name": "Nobody's"})
        database.table("notes").insert({"contact_id": dana, "text": "Dear Dana,"})
        database.table("profile").insert({"name": "Sam Okonkwo"})
    path.chmod(0o600)
    return path.read_bytes()


def copies(path: Path) -> list[Path]:
    """The copies in the folder of the backups."""
    return sorted((path.parent / "backups").glob("*"))


class TestByHand:
    def test_it_is_kept_and_brought_up_to_date(self, path: Path, by_hand: bytes):
        with Store.open(path) as store:
            [kept] = copies(path)
            assert kept.name.endswith("-migration.json")
            assert store.notices == (f"thanks.json was of an older version, which is kept as {kept.name}.",)
            [application] = store.applications()
            assert application.company == "Northwind"
            assert store.profile.name == "Sam Okonkwo"
            assert [contact.name for contact in store.contacts(application.id)] == ["Dana Ortiz"]
            assert [note.text for note in store.notes(application.id)] == ["Dear Dana,"]
            assert [problem.table for problem in store.problems] == ["contacts"]
        assert kept.read_bytes() == by_hand
        meta = json.loads(path.read_bytes())["meta"]["1"]
        assert (meta["schema"], meta["generation"]) == (1, 1)
        with Store.open(path) as again:
            assert again.applications() == [application]
            assert again.notices == ()

    def test_reading_leaves_it_alone(self, path: Path, by_hand: bytes):
        with Store.open(path, read_only=True) as store:
            assert [application.company for application in store.applications()] == ["Northwind"]
        assert [file.name for file in path.parent.iterdir()] == ["thanks.json"]
        assert path.read_bytes() == by_hand

    def test_when_it_cannot_be_written_it_can_still_be_read(
        self, path: Path, by_hand: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        def full(*args: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "writev", full)
            store = Store.open(path)
        with store:
            full_disk = f"the disk that holds {path.parent / 'backups'} is full"
            assert store.notices == (
                f"Not saved, for the older file has to be kept first. No backup was made: {full_disk}.",
            )
            assert [application.company for application in store.applications()] == ["Northwind"]
            assert path.read_bytes() == by_hand
            store.put(Application(company="Contoso"))
        assert [kept.read_bytes() for kept in copies(path)] == [by_hand]
        with Store.open(path) as again:
            assert [application.company for application in again.applications()] == ["Northwind", "Contoso"]

    def test_when_it_is_gone_by_the_first_save_there_is_nothing_to_keep(
        self, path: Path, by_hand: bytes, monkeypatch: pytest.MonkeyPatch
    ):
        def full(*args: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "writev", full)
            store = Store.open(path)
        path.unlink()
        with store:
            store.put(Application(company="Contoso"))
        assert copies(path) == []
        with Store.open(path) as again:
            assert [application.company for application in again.applications()] == ["Northwind", "Contoso"]


class TestMachinery:
    def test_each_step_from_the_files_own_schema_on(
        self, path: Path, family: Family, monkeypatch: pytest.MonkeyPatch
    ):
        with Store.open(path) as store:
            store.put(*family)
        older = path.read_bytes()

        def rename(tables: PlainTables) -> PlainTables:
            for fields in tables["applications"].values():
                fields["company"] = fields["company"].upper()
            return tables

        def add(tables: PlainTables) -> PlainTables:
            for fields in tables["applications"].values():
                fields["role"] = f"{fields['company']} {fields['role']}"
            return tables

        def never(tables: PlainTables) -> PlainTables:
            raise AssertionError("the file has this step behind it")

        for module in (storage, holding, migrations):
            monkeypatch.setattr(module, "SCHEMA", 3)
        monkeypatch.setattr(
            holding, "migrate", lambda tables, schema: migrate(tables, schema, (never, rename, add))
        )
        with Store.open(path) as store:
            [application] = store.applications()
            assert (application.company, application.role) == ("NORTHWIND", "NORTHWIND Staff Engineer")
        assert [kept.read_bytes() for kept in copies(path)] == [older]
        assert b'"schema":3' in path.read_bytes()

    def test_what_is_no_object_stays_as_it_is(self, path: Path):
        path.parent.mkdir()
        path.write_text('{"applications": {"1": ["odd"], "2": {"company": "Northwind"}}, "odd": {"1": 5}}')
        store = DurableStorage(path)
        store.load()
        assert store.migrate() == 0
        store.rewrite()
        written = json.loads(path.read_bytes())
        assert written["applications"]["1"] == ["odd"]
        assert written["applications"]["2"]["company"] == "Northwind"
        assert written["odd"] == {"1": 5}

    def test_a_step_may_make_a_table(self):
        def make(tables: PlainTables) -> PlainTables:
            return {**tables, "letters": {1: {"text": "Dear Dana,"}}}

        made = migrate({"applications": Documents()}, 0, (make,))
        assert made["letters"].fields(1) == {"text": "Dear Dana,"}
        assert made["applications"] == {}

    def test_a_file_that_says_that_it_is_of_the_oldest_schema_is_one(self, path: Path):
        path.parent.mkdir(mode=0o700)
        meta = '{"1": {"format": "thanks-tui", "schema": 0}}'
        path.write_text(f'{{"meta": {meta}, "applications": {{"1": {{"company": "Northwind"}}}}}}')
        with Store.open(path) as store:
            assert [application.company for application in store.applications()] == ["Northwind"]

    def test_a_link_into_a_table_that_is_not_there_is_a_problem_and_no_crash(self, path: Path):
        path.parent.mkdir(mode=0o700)
        path.write_text('{"contacts": {"1": {"application_id": 1, "name": "Dana"}}}')
        with Store.open(path) as store:
            assert [problem.table for problem in store.problems] == ["contacts"]
