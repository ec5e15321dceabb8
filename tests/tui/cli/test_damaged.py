"""A damaged store: told in one sentence, with what can be done about it, and left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from thanks_tui.data.models import Application
from thanks_tui.data.store.store import Store


def test_a_damaged_store_is_left_alone_and_the_way_back_is_named(run, folder: Path):
    folder.mkdir()
    damaged = folder / "thanks.json"
    damaged.write_text('{"applications": {"1": {"id"')
    result = run("list")
    assert result.code == 1
    assert "thanks.json is damaged" in result.err
    assert "thanks-tui restore goes back to one." in result.err
    assert damaged.read_text() == '{"applications": {"1": {"id"'


@pytest.mark.parametrize("words", [["list"], ["due"], ["note", "Zoë"]])
def test_nothing_that_is_damaged_is_printed(run, filled: Path, words: list[str]):
    with Store.open(filled) as store:
        store.put(Application(company="Contoso"))
    whole = run(*words)
    filled.write_bytes(filled.read_bytes().replace(b'"name":"Zo', b'"name":"\x00o'))
    result = run(*words)
    # The one before the last save has the same in it, as far as these lines go.
    assert result.code == 0
    assert "thanks.json was damaged" in result.err
    assert "oë" in result.out or words == ["list"]
    assert set(result.lines) <= set(whole.lines)
