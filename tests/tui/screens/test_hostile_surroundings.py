"""A path or the name of an editor is shown clean, and what is looked for means itself."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from thanks_tui.data.models import Application, Contact
from thanks_tui.data.store.store import Store

from tests.hostile import forbidden_in
from tests.tui.driver import northwind, running

LITERAL = ("(a+)+$", "100 %", ".*", "[abc]", "a|b", "\\d", "^")


async def test_the_name_of_an_editor_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("EDITOR", "no\x1b]0;PWNED\x07such\x9b31m\u202eeditor [/b]")
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "enter", "enter", "E")
        assert "There is no program" in user.told
        assert "[/b]" in user.told or "such" in user.told
        assert not forbidden_in(user.told)


async def test_the_path_of_a_store_in_a_folder_of_such_a_name(tmp_path: Path):
    folder = tmp_path / "no\x1b]0;PWNED\x07such\x9b31m\u202e [@click=app.quit]x[b]"
    folder.mkdir(mode=0o755)
    with Store.open(folder / "thanks.json") as store:
        northwind(store)
    (folder / "thanks.json").chmod(0o644)
    async with running(folder) as user:
        assert "now it is yours alone" in user.told
        assert not forbidden_in(user.told)
        assert not forbidden_in(user.text)


def many(store: Store) -> None:
    applications = [Application(company=f"Acme {sign} Ltd", role="a" * 60) for sign in LITERAL]
    others = [Application(company="aa" * 30, role="ab" * 30) for _ in range(200)]
    contacts = [Contact(application_id=each.id, name="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!") for each in others]
    store.put(*applications, *others, *contacts)


async def test_what_the_list_is_filtered_by_means_itself_and_is_quick(tmp_path: Path):
    async with running(tmp_path, many) as user:
        await user.press("slash")
        for sign in LITERAL:
            await user.fill("")
            before = time.process_time()
            await user.type(f"e {sign}")
            assert time.process_time() - before < 3.0
            assert f"Acme {sign} Ltd" in user.text
            assert user.text.count("Acme ") == 1
