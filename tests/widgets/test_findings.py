"""What a look over a note found."""

from __future__ import annotations

from textual.widgets import Static
from thanks_tui.data.notes.review import Finding, Level
from thanks_tui.widgets.findings import Findings

from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, screen_lines, screen_text

SHORT = Finding(Level.HINT, "It is a little short.")
NAME = Finding(Level.WARNING, "It names Contoso, which is another company.")
LATE = Finding(Level.HINT, "The news is eleven days old.")


async def test_warnings_come_first_and_each_kind_has_its_sign() -> None:
    findings = Findings()
    app = Bench(findings, Static("below"))
    async with app.shown() as pilot:
        findings.show([SHORT, NAME, LATE])
        await pilot.pause()
        assert screen_lines(app)[:4] == [
            "  ▲ It names Contoso, which is another company.",
            "  · It is a little short.",
            "  · The news is eleven days old.",
            "below",
        ]


async def test_without_findings_nothing_is_in_the_way() -> None:
    findings = Findings()
    app = Bench(findings, Static("below"))
    async with app.shown() as pilot:
        assert screen_lines(app)[0] == "below"
        findings.show([SHORT])
        findings.show([])
        await pilot.pause()
        assert screen_lines(app)[0] == "below"
        findings.show([SHORT])
        await pilot.pause()
        assert screen_lines(app)[:2] == ["  · It is a little short.", "below"]


async def test_a_long_finding_wraps_beside_its_sign() -> None:
    findings = Findings()
    app = Bench(findings)
    async with app.shown(30) as pilot:
        findings.show([NAME])
        await pilot.pause()
        assert screen_lines(app)[:2] == ["  ▲ It names Contoso, which", "    is another company."]


async def test_when_there_are_too_many_it_says_how_many_more() -> None:
    findings = Findings()
    app = Bench(findings)
    async with app.shown() as pilot:
        findings.show([Finding(Level.HINT, f"Hint {number}.") for number in range(9)] + [NAME])
        await pilot.pause()
        lines = [line for line in screen_lines(app) if line]
        assert len(lines) == 6
        assert "Contoso" in lines[0]
        assert lines[-1] == "  · and 5 more"


async def test_hostile_text_is_only_text() -> None:
    findings = Findings()
    app = Bench(findings)
    async with app.shown() as pilot:
        for text in MARKUP + CONTROLS:
            findings.show([Finding(Level.HINT, f"A{text}B")])
            await pilot.pause()
            assert text not in MARKUP or f"A{text}B" in screen_text(app)
            assert forbidden_in(screen_text(app)) == []
            assert live_parts(app) == []
