"""The second net: what misses the cleaning at the door reaches no terminal all the same."""

from __future__ import annotations

import re
import unicodedata

import pytest
from rich import control
from rich.text import Text
from textual import content
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import (
    Button,
    Checkbox,
    Collapsible,
    DataTable,
    Footer,
    Header,
    Input,
    Label,
    Link,
    ListItem,
    ListView,
    Log,
    Markdown,
    OptionList,
    Pretty,
    RadioButton,
    RichLog,
    Select,
    SelectionList,
    Static,
    Tab,
    Tabs,
    TextArea,
    Tree,
)
from thanks_tui.tui.control_net import CAUGHT, SHOWN_AS, spread_net

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
PAYLOADS = {
    "colour": "\x1b[31mred",
    "title": "\x1b]2;PWNED\x07",
    "clipboard": "\x1b]52;c;UFdORUQ=\x1b\\",
    "c1": "\x9b31m\x9d0;PWNED\x9c\x85",
    "direction": "\u202egnp.exe\u2066\u2069",
    "the rest": "\x00\x01\x08\x0b\x0c\r\x0e\x7f",
}


class Everything(App[None]):
    """Every kind of widget that shows words, with the same words, given bare."""

    CSS = "Screen > * { height: auto; } Static { border: round red; } Collapsible { height: 4; }"

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        words = self.words
        yield Header()
        yield Label(words, markup=False)
        yield Label(Content(words))
        yield Static(words, markup=False)
        yield Static(Text(words))
        yield Button(Content(words))
        yield Checkbox(Content(words))
        yield RadioButton(Content(words))
        yield Input(words, placeholder=words)
        yield Input(placeholder=words)
        yield TextArea(words)
        yield TextArea(placeholder=Content(words))
        yield OptionList(Content(words), markup=False)
        yield SelectionList((Content(words), 1))
        yield Select([(words, 1)], value=1, prompt=words)
        yield ListView(ListItem(Label(words, markup=False)))
        yield Tabs(Tab(Content(words)))
        yield Collapsible(Label(words, markup=False), title=words.replace("[", ""), collapsed=False)
        yield Markdown(words)
        yield Link(words, url=words)
        yield Pretty(words)
        yield Log(id="log")
        yield RichLog(id="rich-log")
        yield DataTable[object](id="table")
        yield Tree(Text(words), id="tree")
        yield Footer()

    def on_mount(self) -> None:
        words = self.words
        self.title = self.sub_title = words
        for static in self.query(Static):
            static.border_title = static.border_subtitle = Content(words)  # pyright: ignore[reportAttributeAccessIssue]
        self.query_one("#log", Log).write_line(words)
        self.query_one("#rich-log", RichLog).write(words)
        table = self.query_one("#table", DataTable)
        table.add_column(Text(words))
        table.add_row(Text(words))
        table.add_row(words.replace("[", ""))
        tree = self.query_one("#tree", Tree)
        tree.root.add_leaf(Text(words))
        tree.root.expand()
        self.notify(words, title=words, markup=False)
        self.bind("f9", "nothing", description=words)


@pytest.fixture(autouse=True)
def tables_as_they_were():
    before = dict(content._CONTROL_STRIP_TRANSLATE), dict(control._CONTROL_STRIP_TRANSLATE)
    yield
    for table, old in zip(
        (content._CONTROL_STRIP_TRANSLATE, control._CONTROL_STRIP_TRANSLATE), before, strict=True
    ):
        table.clear()
        table.update(old)


async def drawn(words: str) -> str:
    app = Everything(words)
    async with app.run_test(size=(100, 150)) as pilot:
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS.keys())
async def test_no_widget_lets_through_what_a_terminal_obeys(payload: str):
    spread_net()
    shown = await drawn(f"Dana{payload}Ortiz")
    assert not CONTROL.findall(shown)
    assert shown.count("Ortiz") >= 25


async def test_what_is_no_control_character_is_shown_as_it_is():
    spread_net()
    shown = await drawn("Zoë Ågren 李雷")
    assert shown.count("Zoë Ågren 李雷") >= 25
    assert SHOWN_AS not in shown


def test_both_libraries_still_clean_by_the_tables_that_are_mended():
    # If this fails, Textual or Rich has changed: look for where they strip control codes now.
    spread_net()
    payload = "".join(map(chr, sorted(CAUGHT)))
    assert Content(payload).plain == SHOWN_AS * len(CAUGHT)
    assert Text(payload).plain == SHOWN_AS * len(CAUGHT)
    assert Content.from_markup(payload).plain == SHOWN_AS * len(CAUGHT)
    assert Content("a\tb\nc").plain == "a\tb\nc"


def test_every_control_character_but_tab_and_line_feed_is_caught():
    controls = {code for code in range(0x110000) if unicodedata.category(chr(code)) == "Cc"}
    assert controls - CAUGHT == {ord("\t"), ord("\n")}
