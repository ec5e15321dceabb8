"""All that is noted of one person."""

from __future__ import annotations

import pytest
from thanks_tui.data.models import Channel, State
from thanks_tui.widgets.contact_card import ContactCard

from tests.factories import TODAY, make_contact, make_note
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text

DANA = make_contact(
    title="Head of Talent",
    email="dana@northwind.example",
    phone="+49 30 1234",
    linkedin="linkedin.example/in/dana",
    channel=Channel.LINKEDIN,
    form_of_address="Dr Ortiz",
    moment="our talk about the night shifts",
    gave_news=True,
    lead=True,
)


async def test_tells_all_that_is_noted() -> None:
    card = ContactCard(TODAY)
    app = Bench(card)
    async with app.shown() as pilot:
        card.show(DANA, make_note(DANA, State.SENT), ["Contoso", "Fabrikam"])
        await pilot.pause()
        assert screen_lines(app)[:14] == [
            "Dana Ortiz",
            "recruiter",
            "● note: sent 13 Nov",
            "",
            "title     Head of Talent",
            "mail      dana@northwind.example",
            "phone     +49 30 1234",
            "LinkedIn  linkedin.example/in/dana",
            "write by  LinkedIn",
            "Dear      Dr Ortiz",
            "moment    our talk about the night shifts",
            "news      told you the outcome",
            "lead      ★ later follow-ups go here",
            "also met  Contoso, Fabrikam",
        ]


async def test_what_is_not_known_takes_no_line() -> None:
    card = ContactCard(TODAY)
    app = Bench(card)
    async with app.shown() as pilot:
        card.show(make_contact(""), None, ())
        await pilot.pause()
        assert [line for line in screen_lines(app) if line] == [
            "name not known",
            "recruiter",
            "○ note: nothing yet",
            "write by  email",
        ]


async def test_what_is_long_goes_on_under_its_first_word() -> None:
    moment = "our talk about the night shifts and the tour of the workshop"
    card = ContactCard(TODAY)
    app = Bench(card)
    async with app.shown(40) as pilot:
        card.show(make_contact("Dana Ortiz", moment=moment), None, ())
        await pilot.pause()
        lines = screen_lines(app)
        at = next(number for number, line in enumerate(lines) if line.startswith("moment"))
        shown = [line.removeprefix("moment    ") for line in lines[at : at + 3] if line]
        assert len(shown) > 1
        assert all(line.startswith(" " * 10) and line[10] != " " for line in shown[1:])
        assert " ".join(line.strip() for line in shown) == moment


async def test_a_new_theme_colours_it_anew() -> None:
    card = ContactCard(TODAY)
    app = Bench(card)
    async with app.shown() as pilot:
        app.theme = "textual-dark"
        card.show(DANA, None, ())
        await pilot.pause()
        head, quiet = look_of(app, "Dana Ortiz").color, look_of(app, "title").color
        app.theme = "textual-light"
        await pilot.pause()
        assert look_of(app, "Dana Ortiz").color != head
        assert look_of(app, "title").color != quiet


@pytest.mark.parametrize("text", MARKUP + CONTROLS)
async def test_hostile_text_is_only_text(text: str) -> None:
    hostile = f"A{text}B"
    contact = make_contact(
        hostile,
        title=hostile,
        email=hostile,
        phone=hostile,
        linkedin=hostile,
        form_of_address=hostile,
        moment=hostile,
    )
    card = ContactCard(TODAY)
    app = Bench(card)
    async with app.shown(100) as pilot:
        card.show(contact, None, [hostile])
        await pilot.pause()
        if text in MARKUP:
            assert screen_text(app).count(hostile) == 8
        assert forbidden_in(screen_text(app)) == []
        assert live_parts(app) == []
