"""A damaged store: told in one sentence, with what can be done about it, and left as it is."""

from __future__ import annotations

from pathlib import Path


def test_a_damaged_store_is_left_alone_and_the_way_back_is_named(run, folder: Path):
    folder.mkdir()
    damaged = folder / "thanks.json"
    damaged.write_text('{"applications": {"1": {"id"')
    result = run("list")
    assert result.code == 1
    assert "thanks.json is damaged" in result.err
    assert "thanks-tui restore goes back to one." in result.err
    assert damaged.read_text() == '{"applications": {"1": {"id"'
