"""A label and what is filled in beside it."""

from __future__ import annotations

from textual.widgets import Input, Static, TextArea
from thanks_tui.widgets.date_input import DateInput
from thanks_tui.widgets.field import Field

from tests.factories import TODAY
from tests.hostile import CONTROLS, MARKUP, forbidden_in
from tests.screen import Bench, live_parts, look_of, screen_lines, screen_text


async def test_labels_stand_in_a_column_to_the_left_of_what_is_filled_in() -> None:
    app = Bench(
        lambda: Field("Company", Input("Northwind", compact=True)),
        lambda: Field("Their words", TextArea("It was close.", compact=True)),
    )
    async with app.shown():
        lines = screen_lines(app)
        assert lines[0] == f"{'Company':>16} Northwind"
        assert lines[1].startswith(f"{'Their words':>16}  It was close.")
        assert app.query_one(TextArea).region.height == 3
        assert app.query_one(Input).region.right == 80


async def test_the_label_of_what_has_the_keys_stands_out() -> None:
    app = Bench(Field("Company", Input(compact=True)), Field("Role", Input(compact=True)))
    async with app.shown() as pilot:
        assert look_of(app, "Company").bold
        assert not look_of(app, "Role").bold
        await pilot.press("tab")
        assert not look_of(app, "Company").bold
        assert look_of(app, "Role").bold


async def test_a_click_on_the_label_is_a_click_on_what_it_names() -> None:
    role = Input(compact=True)
    app = Bench(Field("Company", Input(compact=True)), Field("Role", role))
    async with app.shown() as pilot:
        await pilot.click(offset=(13, 1))
        assert app.focused is role
        await pilot.click(offset=(30, 0))
        assert app.focused is app.query(Input).first()


async def test_a_click_on_the_label_finds_what_is_inside() -> None:
    app = Bench(Field("Company", Input(compact=True)), Field("Rejected", DateInput(None, TODAY)))
    async with app.shown() as pilot:
        await pilot.click(offset=(13, 1))
        assert app.focused is app.query_one(DateInput).query_one(Input)


async def test_a_click_on_the_label_of_what_takes_no_keys_does_nothing() -> None:
    app = Bench(Field("Company", Input(compact=True)), Field("From", Static("the mail")))
    async with app.shown() as pilot:
        await pilot.click(offset=(13, 1))
        assert app.focused is app.query_one(Input)


async def test_hostile_text_is_only_text() -> None:
    labels = [f"A{text}" for text in MARKUP + CONTROLS if len(text) < 14]
    app = Bench(*(Field(label, Input(compact=True)) for label in labels))
    async with app.shown():
        for label in labels:
            if label[1:] in MARKUP:
                assert label in screen_text(app)
        assert forbidden_in(screen_text(app)) == []
        assert live_parts(app) == []
