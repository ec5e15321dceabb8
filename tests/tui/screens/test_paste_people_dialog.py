"""Several people at once, a line each."""

from __future__ import annotations

from itertools import islice, product
from pathlib import Path

from textual.widgets import Static
from thanks_tui.data.models import Kind

from tests.tui.driver import northwind, running

LINES = """\
Ana Ruiz <ana@northwind.example>, interviewer
Kim Larsen <kim@northwind.example>, coordinator
- Noor Haddad, VP People, noor@northwind.example
Larsen, Kim <kim@northwind.example>
2026-11-12 ??
"""


async def test_each_line_is_shown_as_it_is_read_and_duplicates_are_left_out(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "p")
        assert "A line each, as in  Dana Ortiz <dana@example.com>, recruiter" in user.text
        await user.paste(LINES)
        assert "= Ana Ruiz  interviewer, ana@northwind.example  already here, left out" in user.text
        assert "+ Kim Larsen  coordinator, kim@northwind.example" in user.text
        assert "+ Noor Haddad  senior manager, VP People, noor@northwind.example" in user.text
        assert "= Kim Larsen  other, kim@northwind.example  already here, left out" in user.text
        assert "✗ 2026-11-12 ?? is not somebody I can read" in user.text
        await user.press("ctrl+s")
        added = [(one.name, one.kind, one.title) for one in user.store.all_contacts()[4:]]
        assert added == [
            ("Kim Larsen", Kind.COORDINATOR, ""),
            ("Noor Haddad", Kind.SENIOR_MANAGER, "VP People"),
        ]
        await user.press("u")
        assert "Undone: Added 2 people" in user.told
        assert len(user.store.all_contacts()) == 4


async def test_lines_without_anybody_new_are_not_taken_and_not_lost(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "p", "ctrl+s")
        assert "✗ Nobody new in these lines." in user.text
        await user.paste("Ana Ruiz\n???")
        await user.press("ctrl+s")
        assert "✗ Nobody new in these lines." in user.text
        await user.press("escape")
        assert "Keep what you typed here?" in user.text
        await user.press("escape", "ctrl+a")
        await user.type("Kim Larsen, recruiter")
        await user.press("ctrl+s", "u")
        assert "Undone: Added somebody" in user.told


async def test_more_people_than_anybody_meets_are_not_taken_and_not_lost(tmp_path: Path):
    async with running(tmp_path, northwind) as user:
        await user.press("enter", "p")
        names = ["".join(letters) for letters in islice(product("abcdefgh", repeat=3), 501)]
        await user.paste("".join(f"Kim {name.title()} <{name}@northwind.example>\n" for name in names))
        shown = user.app.screen.query(".said").last(Static)
        assert str(shown.render()).endswith("… and 451 more")
        await user.press("ctrl+s")
        assert "✗ These are 501 lines; at most 500 are taken at a time." in user.text
        assert len(user.store.all_contacts()) == 4
        await user.press("ctrl+end", "backspace", "ctrl+u", "ctrl+s")
        assert len(user.store.all_contacts()) == 504
