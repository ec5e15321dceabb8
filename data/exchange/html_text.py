"""Turning a mail's HTML into the words that a person would read.

Nothing is rendered or fetched. Tags are found by one linear pattern and nothing but their names, and whether
they are hidden, is used: the standard library's HTML parser takes seconds to hours over unclosed quotes,
comments and tags, and a tree would tell us no more.
"""

from __future__ import annotations

import html
import re

MOST_HTML = 1_000_000
"""How many characters of HTML are looked at."""

_DROPPED = ("script", "style", "title", "head", "template", "noscript", "svg", "select", "button")
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
_SPACED = frozenset({"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})((?:\s[^<>]*)?/?)>")
_HIDDEN = re.compile(
    r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all|"
    r"max-height\s{0,5}:\s{0,5}0(?:px)?\s{0,5}[;\"']|opacity\s{0,5}:\s{0,5}0\s{0,5}[;\"']"
    r"|\shidden(?=[\s/=]|$)|preheader",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"&#(?:\d{8,}|x[0-9a-f]{8,});?", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_MANY_BREAKS = re.compile(r"\n{3,}")


def looks_like_html(text: str) -> bool:
    """Return whether a pasted text or a saved file is HTML rather than words."""
    start = text[:2_000].lstrip().lower()
    return start.startswith(("<!doctype html", "<html", "<body", "<head")) or (
        start.startswith("<") and "</" in text and len(_TAG.findall(text[:5_000])) >= 4
    )


def to_text(source: str) -> str:
    """Return the readable words of `source`: blocks as lines, quotations after `> `, nothing hidden."""
    source = _without_comments(source[:MOST_HTML])
    words = _read(source, hide=True)
    # A hidden part that is never closed would swallow the whole mail.
    return (_read(source, hide=False) if words.unclosed else words).text()


def _read(source: str, *, hide: bool) -> _Words:
    words = _Words(hide=hide)
    end = 0
    for match in _TAG.finditer(source):
        words.add(source[end : match.start()])
        words.tag(match[2].lower(), match[3], closes=bool(match[1]))
        end = match.end()
    words.add(source[end:])
    return words


class _Words:
    """Collects the words between the tags."""

    def __init__(self, *, hide: bool) -> None:
        self._hide = hide
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._dropping = ""
        self._dropping_depth = 0

    @property
    def unclosed(self) -> bool:
        return self._hide and bool(self._dropping) and self._dropping not in _DROPPED

    def add(self, raw: str) -> None:
        if raw and not self._dropping:
            self._line.append(_SPACES.sub(" ", html.unescape(_LONG_NUMBER.sub("", raw))))

    def tag(self, name: str, attributes: str, *, closes: bool) -> None:
        if self._dropping:
            self._dropping_depth += (-1 if closes else 1) if name == self._dropping else 0
            if not self._dropping_depth:
                self._dropping = ""
            return
        self._lay_out(name, closes=closes)
        hidden = name in _DROPPED or (self._hide and attributes and _HIDDEN.search(attributes))
        if hidden and not closes and name not in _VOID:
            self._dropping, self._dropping_depth = name, 1

    def _lay_out(self, name: str, *, closes: bool) -> None:
        if name == "br":
            self._break(always=True)
        elif name in _BLOCKS:
            self._break()
        elif name in {"td", "th"}:
            self._line.append(" ")
        if name in _SPACED:
            self._lines.append("")
        if name == "blockquote":
            self._quotes = max(0, self._quotes + (-1 if closes else 1))

    def _break(self, *, always: bool = False) -> None:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if line:
            self._lines.append("> " * min(self._quotes, 5) + line)
        elif always:
            self._lines.append("")

    def text(self) -> str:
        self._break()
        return _MANY_BREAKS.sub("\n\n", "\n".join(self._lines)).strip()


def _without_comments(source: str) -> str:
    """Return `source` without comments, declarations and instructions; an unclosed one is left as text."""
    out: list[str] = []
    end = 0
    while (start := source.find("<!--", end)) >= 0:
        stop = source.find("-->", start + 4)
        if stop < 0:
            break
        out.append(source[end:start])
        end = stop + 3
    out.append(source[end:])
    return re.sub(r"<[!?][^<>]*>", "", "".join(out))
