"""Text in Markdown, tried with a reader of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from thanks_tui.data.literal import literal_block, literal_line, quoted_block

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(markdown: str) -> tuple[str, set[str]]:
    """Return the text that a reader sees, and the kinds of everything it is made of."""
    text: list[str] = []
    kinds: set[str] = set()
    for token in READER.parse(markdown):
        if token.type == "paragraph_open" and text:
            text.append("\n\n")
        for child in token.children or []:
            kinds.add(child.type)
            text.append("\n" if child.type == "hardbreak" else child.content)
        kinds.add(token.type)
    return "".join(text), kinds - {"text", "text_special", "inline", "paragraph_open", "paragraph_close"}


HOSTILE = [
    "# no heading", "#", "###### six", "####### seven", "- no list", "+ no list", "* no list",
    "1. no list", "12) no list",
    "---", "- - -", "***", "___", "===", "> no quotation", "`code`", "``", "~~~", "~~gone~~", "*em*",
    "_em_", "__b__",
    "[a](http://x.com)", "[a]: http://x.com", "![a](b)", "<b>bold</b>", "<script>", "<http://x.com>",
    "&amp; &#65; &lt",
    "a | b", "snake_case_name", "\\*", "C:\\Users\\", "R&D", "C#", "Smith [HR]", "2 * 3 * 4", "_x", "x_",
    "5.", "#5",
    "-5 degrees", "+49 30 1234", "~5 people", "a_b _c_ d", "=", "== a", "--", "-- a", "[x] done", "é_é",
    "\\",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_stays_as_it_is(text: str):
    assert shown(literal_line(text)) == (text, set())
    assert shown(f"# {literal_line(text)}") == (text, {"heading_open", "heading_close"})
    assert shown(f"- {literal_line(text)}")[0] == text
    assert shown(f"> {literal_line(text)}")[0] == text


@pytest.mark.parametrize(
    "text", ["Dana Ortiz", "snake_case", "R&D", "-5 degrees", "C++", "a - b", "dana@x.com", "1.5"]
)
def test_escapes_nothing_without_need(text: str):
    assert literal_line(text) == text


def test_keeps_paragraphs_and_line_breaks():
    text = "Dear Ana,\n\nthank you.\n\nKind regards,\nSam\n+49 30 1234"
    assert shown(literal_block(text)) == (text, {"hardbreak"})
    assert shown(literal_block("  a\n   b\n \n\n c  ")) == ("a\nb\n\nc", {"hardbreak"})
    assert shown(literal_block("a\n---\nb | c\n--- | ---\n===")) == (
        "a\n---\nb | c\n--- | ---\n===",
        {"hardbreak"},
    )


def test_a_quotation_holds_all_of_it():
    assert quoted_block("It was close.\n\n# Really\n> yes") == "> It was close.\n>\n> \\# Really\\\n> \\> yes"
    assert quoted_block("") == ">"


@given(st.text(alphabet="a1 \\`*_{}[]()<>#+-.!|~=&;:\"'é\n", max_size=30))
def test_any_text_stays_literal(text: str):
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    expected = "\n".join(lines).strip("\n")
    while "\n\n\n" in expected:
        expected = expected.replace("\n\n\n", "\n\n")
    assert shown(literal_block(text)) == (
        expected,
        {"hardbreak"} if "\n" in expected.replace("\n\n", "") else set(),
    )
